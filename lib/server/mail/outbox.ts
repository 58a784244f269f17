/**
 * The outbox worker of this process. It sends what is due when a message was written, when a retry is due, and every few
 * seconds, for messages of a process that has died.
 */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { log } from "@/lib/server/log";
import { withSpan } from "@/lib/server/observability/spans";
import { processSingleton } from "@/lib/server/singleton";
import { isTooLate, MAIL_LEASE_MS, NEVER, nextTry } from "@/lib/session/mail";
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { MailRecord } from "@/lib/session/sign-in/sign-in-records";
import { createMailer, type Mailer, MailRefused } from "./mailer";
import { openMailSecrets } from "./outgoing";
import { renderMail } from "./render";
import { onWake } from "./wake";

/** Messages that are sent at the same time. */
const BATCH = 10;
const POLL_MS = 10_000;
/** A retry that is due sooner waits this long. */
const MIN_PAUSE_MS = 100;
const STORE_RETRY_MS = 500;

/**
 * Sends the messages that are due, until none is left.
 *
 * @param isStopped asked before each batch
 */
export async function sendDueMail(mailer: Mailer, isStopped: () => boolean = () => false): Promise<void> {
  for (let batch = BATCH; batch === BATCH && !isStopped(); ) {
    const mails = await database().claimMail(MAIL_LEASE_MS, BATCH);
    await Promise.all(mails.map((mail) => deliver(mail, mailer)));
    batch = mails.length;
  }
}

/** Sends one claimed message, and stores what became of it. */
async function deliver(mail: MailRecord, mailer: Mailer): Promise<void> {
  const db = database();
  const extend = setInterval(() => {
    void db
      .now()
      .then((now) => db.postponeMail(mail.id, now + MAIL_LEASE_MS))
      .catch(() => undefined);
  }, MAIL_LEASE_MS / 4);
  try {
    const outcome = await trySending(mail, mailer);
    await persist(async () => {
      const now = await db.now();
      // demo:start
      if (outcome === "sent" && config().demo) return db.markMailSentKeepingSecrets(mail.id, now);
      // demo:end
      if (outcome === "sent") return db.markMailSent(mail.id, now);
      const until = outcome === "given up" ? NEVER : nextTry(mail, now);
      return until === NEVER ? db.giveUpMail(mail.id, NEVER) : db.postponeMail(mail.id, until);
    });
  } finally {
    clearInterval(extend);
  }
}

async function trySending(mail: MailRecord, mailer: Mailer): Promise<"sent" | "failed" | "given up"> {
  if (mail.recipient === "") return "sent"; // a decoy
  const about = { mail: mail.id, template: mail.template, tries: mail.tries };
  if (isTooLate(mail, await database().now())) {
    log().warn(about, "mail given up: too late");
    return "given up";
  }
  const secrets = openMailSecrets(mail.sealedSecrets);
  if (mail.sealedSecrets !== null && Object.keys(secrets).length === 0) {
    log().warn(about, "mail given up: no secret in SESSION_SECRET opens it");
    return "given up";
  }
  try {
    const { id, recipient: to, createdAt } = mail;
    const message = { ...renderMail(mail, secrets, config().origin), id, to, secrets, createdAt };
    await withSpan("send mail", { [`${PRODUCT_SLUG}.template`]: mail.template }, () => mailer.send(message));
    return "sent";
  } catch (error) {
    log().warn({ ...about, err: error }, "mail not sent");
    return error instanceof MailRefused ? "given up" : "failed";
  }
}

/** Tries for as long as the lease lasts: a message that was sent must not be sent again because the database was away. */
async function persist(store: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + MAIL_LEASE_MS;
  for (;;) {
    try {
      return await store();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, STORE_RETRY_MS));
    }
  }
}

interface Worker {
  /** Starts no more messages. Resolves when those under way are done. */
  stop(): Promise<void>;
}

function startWorker(mailer: Mailer): Worker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isAsked = false;
  let isStopped = false;

  async function run(): Promise<void> {
    while (isAsked && !isStopped) {
      isAsked = false;
      try {
        await sendDueMail(mailer, () => isStopped);
      } catch (error) {
        log().warn({ err: error }, "outbox could not be read");
      }
    }
    running = null;
    if (!isStopped) await sleep();
  }

  async function sleep(): Promise<void> {
    const db = database();
    const wait = await Promise.all([db.nextMailAt(), db.now()]).then(
      ([at, now]) => (at ?? NEVER) - now,
      () => POLL_MS,
    );
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(Math.max(wait, MIN_PAUSE_MS), POLL_MS));
    timer.unref();
  }

  /** After the current turn of the event loop, so that the response whose commit woke it goes first. */
  function wake(): void {
    isAsked = true;
    if (isStopped || running) return;
    running = new Promise<void>((resolve) => setImmediate(resolve)).then(run);
  }

  onWake(wake);
  wake();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function current(): { worker: Worker | null } {
  return processSingleton("outbox worker", () => ({ worker: null }));
}

/** Starts this process's worker. */
export function startOutbox(mailer: Mailer = createMailer()): void {
  current().worker ??= startWorker(mailer);
}

/** Stops it. @returns a promise that resolves when the messages under way are sent, or have failed */
export async function stopOutbox(): Promise<void> {
  await current().worker?.stop();
}
