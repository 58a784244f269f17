/** The real transport against a real SMTP server. */
import { once } from "node:events";
import { createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Installation, install, MINUTE } from "@/lib/server/testing/installation";
import { createMailer, MailRefused, type OutgoingMail } from "./mailer";
import { sendDueMail } from "./outbox";
import { newMail } from "./outgoing";

/** @returns a port on which nothing listens */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

interface Received {
  from: string;
  to: string[];
  message: string;
}

async function startMailServer(port: number): Promise<Received[]> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, callback) {
      const unknown = Object.assign(new Error("no such mailbox"), { responseCode: 550 });
      callback(address.startsWith("nobody") ? unknown : null);
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : "",
          to: envelope.rcptTo.map(({ address }) => address),
          message: Buffer.concat(chunks).toString(),
        });
        callback();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return received;
}

async function setUp(settings: Record<string, string> = {}): Promise<{ app: Installation; port: number }> {
  const port = await freePort();
  return { app: install({ MAIL_URL: `smtp://127.0.0.1:${port}`, ...settings }), port };
}

const NOTICE: OutgoingMail = {
  id: "abc",
  language: "en",
  to: "ada@example.com",
  subject: "Your password was changed",
  text: "text",
  html: "<p>text</p>",
  secrets: {},
  createdAt: Date.UTC(2030, 0, 1),
};

test("a mail server that is down at first: every request is answered, and each message is sent once in the end", async () => {
  const { app, port } = await setUp();
  for (const at of [0, 1, 2]) {
    await app.db.changeAccount({ id: "none" }, (_, now) => ({
      outcome: null,
      changes: [
        newMail(
          "sign_in_code",
          { email: `user${at}@example.com`, language: "en" },
          {},
          { code: `12345${at}` },
        )(now),
      ],
      events: [],
    }));
  }
  for (let tries = 0; tries < 3; tries += 1) {
    await sendDueMail(createMailer());
    app.pass(MINUTE);
  }
  const received = await startMailServer(port);
  await sendDueMail(createMailer());
  app.pass(MINUTE);
  await sendDueMail(createMailer());
  expect(received.map(({ to }) => to[0]).sort()).toEqual([0, 1, 2].map((at) => `user${at}@example.com`));
  for (const { to, message } of received) expect(message).toContain(`12345${to[0]?.[4]}`);
});

test("a message has one recipient, text and HTML, its own date and the same id at every try", async () => {
  const { port } = await setUp({
    MAIL_FROM: "Our App <app@example.com>",
    APP_URL: "https://app.example.com",
  });
  const received = await startMailServer(port);
  const mailer = createMailer();
  await mailer.send(NOTICE);
  await mailer.send(NOTICE);
  expect(received).toHaveLength(2);
  for (const { from, to, message } of received) {
    expect([from, to]).toEqual(["app@example.com", ["ada@example.com"]]);
    expect(message).toContain("Message-ID: <abc@app.example.com>");
    expect(message).toContain("From: Our App <app@example.com>");
    expect(message).toContain("Date: Tue, 01 Jan 2030 00:00:00 +0000");
    expect(message).toContain("Auto-Submitted: auto-generated");
    expect(message).toContain("Content-Type: text/plain");
    expect(message).toContain("Content-Type: text/html");
  }
});

test.each([
  "ada@example.com, eve@example.com",
  "ada@example.com\r\nBcc: eve@example.com",
  "<eve@example.com>",
])("an address such as %j adds neither a recipient nor a header", async (to) => {
  const { port } = await setUp();
  const received = await startMailServer(port);
  await createMailer()
    .send({ ...NOTICE, to })
    .catch(() => undefined);
  for (const one of received) {
    expect(one.to).toHaveLength(1);
    expect(one.message).not.toMatch(/^Bcc:/im);
  }
});

test("a mailbox that does not exist is a refusal, a server that is away is none", async () => {
  const { port } = await setUp();
  await expect(createMailer().send(NOTICE)).rejects.not.toBeInstanceOf(MailRefused);
  await startMailServer(port);
  await expect(createMailer().send({ ...NOTICE, to: "nobody@example.com" })).rejects.toBeInstanceOf(
    MailRefused,
  );
});

test("in development the code and the link are printed, without what a terminal would obey", async () => {
  install({ NODE_ENV: "development" });
  const print = vi.spyOn(console, "info").mockImplementation(() => undefined);
  onTestFinished(() => print.mockRestore());
  const link = "http://localhost:3000/login/link#ticket=abc";
  await createMailer().send({ ...NOTICE, to: "a\u001b[2Jda@example.com", secrets: { code: "123456", link } });
  const printed = print.mock.calls.join("\n");
  expect(printed).toContain("123456");
  expect(printed).toContain(link);
  expect(printed).not.toContain("\u001b[2J");
});

test("elsewhere nothing is printed", async () => {
  install();
  const print = vi.spyOn(console, "info").mockImplementation(() => undefined);
  onTestFinished(() => print.mockRestore());
  await createMailer().send({ ...NOTICE, secrets: { code: "123456" } });
  expect(print).not.toHaveBeenCalled();
});
