/** The outbox: each message is sent once, whatever servers and databases do meanwhile. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { engines, openTestDatabase } from "@/db/testing/engines";
import { overrideSingleton } from "@/lib/server/singleton";
import { MAIL_RETENTION_MS, sweep } from "@/lib/server/sweeper";
import {
  DAY,
  type Installation,
  install,
  installOn,
  MINUTE,
  SECOND,
} from "@/lib/server/testing/installation";
import { MAIL_LEASE_MS } from "@/lib/session/mail";
import { type Mailer, MailRefused, type OutgoingMail } from "./mailer";
import { sendDueMail, startOutbox, stopOutbox } from "./outbox";
import { decoyMail, type NewMail, newMail } from "./outgoing";

afterEach(stopOutbox);

function recorder(failures = 0) {
  const sent: OutgoingMail[] = [];
  const tried: string[] = [];
  const mailer: Mailer = {
    async send(mail) {
      tried.push(mail.id);
      if (tried.length <= failures) throw new Error("the mail server is away");
      sent.push(mail);
    },
  };
  return { mailer, sent, tried };
}

function write(app: Installation, ...mails: NewMail[]) {
  return app.db.changeAccount({ id: "none" }, (_, now) => ({
    outcome: null,
    changes: mails.map((mail) => mail(now)),
    events: [],
  }));
}

const codeTo = (to: string) => newMail("sign_in_code", to, {}, { code: "123456" });
const noticeTo = (to: string) => newMail("password_changed", to);

describe.each(engines)("$name", (engine) => {
  test("a message is sent once and its secrets are deleted", async () => {
    const app = await installOn(engine);
    const { mailer, sent } = recorder();
    await write(app, codeTo("ada@example.com"));
    await sendDueMail(mailer);
    await sendDueMail(mailer);
    expect(sent).toMatchObject([{ to: "ada@example.com", secrets: { code: "123456" } }]);
    expect(await app.db.listMail("ada@example.com")).toMatchObject([
      { sentAt: app.now, sealedSecrets: null, tries: 1 },
    ]);
  });

  test("many workers at once, on several nodes, send each of many messages once", async () => {
    const app = await installOn(engine);
    const { mailer, sent } = recorder();
    const recipients = Array.from({ length: 30 }, (_, at) => `user${at}@example.com`);
    await write(app, ...recipients.map(noticeTo));
    await Promise.all(Array.from({ length: 8 }, () => sendDueMail(mailer)));
    expect(sent.map(({ to }) => to).sort()).toEqual(recipients.sort());
  });

  test("a mail server that is away: the message waits longer each time, and is sent once in the end", async () => {
    const app = await installOn(engine);
    const { mailer, sent, tried } = recorder(3);
    await write(app, noticeTo("ada@example.com"));
    for (let second = 0; second < 10; second += 1) {
      await sendDueMail(mailer);
      app.pass(1 * SECOND);
    }
    expect(tried).toHaveLength(4); // at once, after 1, 3 and 7 seconds
    expect(sent).toHaveLength(1);
  });

  test("a code that could not be sent while it worked is given up; so is a message nobody will ever take", async () => {
    const app = await installOn(engine);
    await write(app, codeTo("ada@example.com"));
    app.pass(10 * MINUTE);
    const { mailer, tried } = recorder();
    await sendDueMail(mailer);
    expect(tried).toEqual([]);
    await write(app, noticeTo("grace@example.com"));
    const refused = vi.fn(() => Promise.reject(new MailRefused("no such mailbox")));
    await sendDueMail({ send: refused });
    app.pass(2 * DAY);
    await sendDueMail({ send: refused });
    expect(refused).toHaveBeenCalledTimes(1);
    expect(await app.db.listMail(null)).toMatchObject([
      { sentAt: null, sealedSecrets: null },
      { sentAt: null, sealedSecrets: null },
    ]);
  });

  test("a server that dies while it sends: another one sends the message when the lease is over", async () => {
    const app = await installOn(engine);
    await write(app, noticeTo("ada@example.com"));
    expect(await app.db.claimMail(MAIL_LEASE_MS, 10)).toHaveLength(1); // and the process is gone
    const { mailer, sent } = recorder();
    app.pass(MAIL_LEASE_MS - 1);
    await sendDueMail(mailer);
    expect(sent).toEqual([]);
    app.pass(1);
    await sendDueMail(mailer);
    expect(sent).toHaveLength(1);
  });

  test("a process that was killed after the commit: its message is sent once after a restart", async () => {
    const app = await installOn(engine);
    await write(app, codeTo("ada@example.com"));
    app.restart();
    const { mailer, sent } = recorder();
    startOutbox(mailer);
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await stopOutbox();
    expect(sent).toMatchObject([{ secrets: { code: "123456" } }]);
  });

  test("a decoy is processed and never sent, and no list shows it", async () => {
    const app = await installOn(engine);
    const { mailer, tried } = recorder();
    await write(app, decoyMail("password_reset", { link: "https://example.com/#x" }));
    await sendDueMail(mailer);
    expect(tried).toEqual([]);
    expect(await app.db.nextMailAt()).toBeNull();
    expect(await app.db.listMail(null)).toEqual([]);
  });

  test("messages are deleted when they are old", async () => {
    const app = await installOn(engine);
    await write(app, noticeTo("ada@example.com"));
    app.pass(MAIL_RETENTION_MS);
    await sweep();
    expect(await app.db.listMail(null)).toHaveLength(1);
    app.pass(1);
    await sweep();
    expect(await app.db.listMail(null)).toEqual([]);
  });

  test("messages are listed by recipient, the newest first", async () => {
    const app = await installOn(engine);
    for (const to of ["ada@example.com", "grace@example.com", "ada@example.com"]) {
      await write(app, noticeTo(to));
      app.pass(1);
    }
    expect(await app.db.listMail("ada@example.com")).toMatchObject([
      { createdAt: app.now - 1 },
      { createdAt: app.now - 3 },
    ]);
    expect(await app.db.listMail(null)).toHaveLength(3);
  });
});

test("the demo keeps the secrets for its outbox page", async () => {
  const app = install({ DEMO: "on" });
  await write(app, codeTo("ada@example.com"));
  await sendDueMail(recorder().mailer);
  expect((await app.db.listMail(null))[0]?.sealedSecrets).not.toBeNull();
});

test("the worker sends a message as soon as it is committed, and another process's message at its next look", async () => {
  const app = install();
  const { mailer, sent } = recorder();
  startOutbox(mailer);
  await vi.waitFor(async () => expect(await app.db.nextMailAt()).toBeNull());
  await write(app, noticeTo("ada@example.com"));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
});

test("a database that is away when a sent message is stored: it is stored later, and not sent again", async () => {
  const app = install();
  const { mailer, sent } = recorder();
  await write(app, noticeTo("ada@example.com"));
  const markMailSent = vi.fn(app.db.markMailSent).mockRejectedValueOnce(new Error("the database is away"));
  overrideSingleton("database", { ...app.db, markMailSent });
  await sendDueMail(mailer);
  expect(markMailSent).toHaveBeenCalledTimes(2);
  app.pass(MAIL_LEASE_MS);
  await sendDueMail(mailer);
  expect(sent).toHaveLength(1);
});

test("a message whose secret was dropped from SESSION_SECRET is given up", async () => {
  const app = install();
  await write(app, codeTo("ada@example.com"));
  app.restart({ SESSION_SECRET: "another secret that opens nothing of the first" });
  const { mailer, tried } = recorder();
  await sendDueMail(mailer);
  expect(tried).toEqual([]);
  expect(app.logged.join()).toContain("mail given up");
});

test("stopping waits for messages under way, and starts no more", async () => {
  const app = install();
  let finish = () => {};
  const send = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  startOutbox({ send });
  await write(app, noticeTo("ada@example.com"));
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  const stopped = stopOutbox();
  await write(app, noticeTo("grace@example.com"));
  finish();
  await stopped;
  expect(send).toHaveBeenCalledTimes(1);
  const [later, earlier] = await app.db.listMail(null);
  expect([earlier?.sentAt, later?.sentAt]).toContain(app.now);
  expect([earlier?.sentAt, later?.sentAt]).toContain(null);
});

test("a claim that another node made in between is not made twice", async () => {
  const app = install();
  await write(app, noticeTo("ada@example.com"));
  const other = openTestDatabase(`file:${app.root}/data/latchkey.db`, { clock: () => app.now });
  const claims = await Promise.all([
    app.db.claimMail(MAIL_LEASE_MS, 10),
    other.claimMail(MAIL_LEASE_MS, 10),
    app.db.claimMail(MAIL_LEASE_MS, 10),
  ]);
  expect(claims.flat()).toHaveLength(1);
});
