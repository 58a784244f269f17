/** The worker of a process: when it sends, and what it does while a part of the installation is away. */
import { afterEach, expect, test, vi } from "vitest";
import { openTestDatabase } from "@/db/testing/engines";
import { overrideSingleton } from "@/lib/server/singleton";
import { install } from "@/lib/server/testing/installation";
import { MAIL_LEASE_MS } from "@/lib/session/mail";
import { sendDueMail, startOutbox, stopOutbox } from "./outbox";
import { codeTo, noticeTo, recorder, write } from "./outbox.fixture";

afterEach(stopOutbox);

// demo:start
test("the demo keeps the secrets for its outbox page", async () => {
  const app = install({ DEMO: "on" });
  await write(app, codeTo("ada@example.com"));
  await sendDueMail(recorder().mailer);
  expect((await app.db.listMail(null))[0]?.sealedSecrets).not.toBeNull();
});
// demo:end

test("the worker sends a message as soon as it is committed, and another process's message at its next look", async () => {
  const app = install();
  const { mailer, sent } = recorder();
  startOutbox(mailer);
  await expect.poll(() => app.db.nextMailAt()).toBeNull();
  await write(app, noticeTo("ada@example.com"));
  await expect.poll(() => sent).toHaveLength(1);
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
