/** The outbox: each message is sent once, whatever servers and databases do meanwhile. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { engines } from "@/db/testing/engines";
import { MAIL_RETENTION_MS, sweep } from "@/lib/server/sweeper";
import { DAY, installOn, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { MAIL_LEASE_MS } from "@/lib/session/mail";
import { MailRefused } from "./mailer";
import { sendDueMail, startOutbox, stopOutbox } from "./outbox";
import { codeTo, noticeTo, recorder, write } from "./outbox.fixture";
import { decoyMail } from "./outgoing";

afterEach(stopOutbox);

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

  test("a message is in the language of the account that has the address, else in that of the request", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { mailer, sent } = recorder();
    await write(app, codeTo(ada.email, "de"), codeTo("new@example.com", "de"));
    const update = { kind: "update-user", id: ada.id, set: { language: "en" } } as const;
    await sendDueMail(mailer);
    await app.db.changeAccount({ id: ada.id }, () => ({ outcome: null, changes: [update], events: [] }));
    await write(app, codeTo(ada.email, "de"));
    await sendDueMail(mailer);
    expect(sent.map(({ to, language }) => [to, language])).toEqual([
      [ada.email, "de"],
      ["new@example.com", "de"],
      [ada.email, "en"],
    ]);
    expect((await app.db.listMail(ada.email)).map(({ language }) => language)).toEqual(["en", "en"]);
    expect((await app.db.listMail(null)).map(({ language }) => language).sort()).toEqual(["de", "en", "en"]);
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

  test("a code that could not be sent while it worked is given up; so is a message that the mail server refuses", async () => {
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
    await expect.poll(() => sent).toHaveLength(1);
    await stopOutbox();
    expect(sent).toMatchObject([{ secrets: { code: "123456" } }]);
  });

  test("a decoy is processed and never sent, and no list shows it", async () => {
    const app = await installOn(engine);
    const { mailer, tried } = recorder();
    await write(app, decoyMail("password_reset", "en", { link: "https://example.com/#x" }));
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
