import { beforeEach, describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { decoyMail, newMail, openMailSecrets } from "./outgoing";

const SECRET = "only for tests: long enough to seal with";
const NEW_SECRET = "the next secret of this installation is as long";

let app: ReturnType<typeof install>;
beforeEach(() => {
  app = install();
});

function mailOf(change: ReturnType<ReturnType<typeof newMail>>) {
  if (change.kind !== "insert-mail") throw new Error(change.kind);
  return change.mail;
}

const to = (email: string) => ({ email, language: "de" });

describe("a new message", () => {
  test("is due at once, has an id of its own, and holds its secrets sealed", () => {
    const write = newMail("sign_in_code", to("ada@example.com"), { name: "Ada" }, { code: "123456" });
    const mail = mailOf(write(app.now));
    expect(mail).toMatchObject({
      recipient: "ada@example.com",
      template: "sign_in_code",
      values: { name: "Ada" },
      language: "de",
      createdAt: app.now,
      nextTryAt: app.now,
      sentAt: null,
      tries: 0,
    });
    expect(JSON.stringify(mail)).not.toContain("123456");
    expect(openMailSecrets(mail.sealedSecrets)).toEqual({ code: "123456" });
    expect(mailOf(newMail("sign_in_code", to("ada@example.com"))(app.now)).id).not.toBe(mail.id);
  });

  test("has no recipient when no mail server can have its address", () => {
    const write = newMail(
      "password_reset",
      to("abc@anywhere.invalid"),
      {},
      { link: "https://example.com/#x" },
    );
    expect(mailOf(write(app.now)).recipient).toBe("");
  });

  test("is the same message however often the transaction runs", () => {
    const write = newMail("password_reset", to("ada@example.com"), {}, { link: "https://example.com/#x" });
    expect(write(app.now)).toEqual(write(app.now));
  });

  test("opens after a rotation of SESSION_SECRET, and to nothing once its secret is dropped", () => {
    const { sealedSecrets } = mailOf(
      newMail("sign_in_code", to("a@example.com"), {}, { code: "1" })(app.now),
    );
    app.restart({ SESSION_SECRET: `${NEW_SECRET}, ${SECRET}` });
    expect(openMailSecrets(sealedSecrets)).toEqual({ code: "1" });
    app.restart({ SESSION_SECRET: NEW_SECRET });
    expect(openMailSecrets(sealedSecrets)).toEqual({});
  });
});

test("a decoy is stored like a message, with secrets of the same size, and has no recipient", () => {
  const decoy = mailOf(decoyMail("password_reset", "de", { link: "https://example.com/#x" })(app.now));
  const real = mailOf(
    newMail("password_reset", to("a@b.c"), {}, { link: "https://example.com/#y" })(app.now),
  );
  expect(decoy.recipient).toBe("");
  expect(decoy.sealedSecrets).toHaveLength(real.sealedSecrets?.length ?? 0);
});
