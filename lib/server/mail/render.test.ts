import { describe, expect, test } from "vitest";
import type { MailTemplate } from "@/lib/session/sign-in/sign-in-records";
import { LANGUAGES, type Language } from "@/lib/texts/language";
import { renderMail } from "./render";

const ORIGIN = "https://app.example.com";
/** Every template there is, by the type. */
const EVERY: Record<MailTemplate, true> = {
  sign_in_code: true,
  sign_up_code: true,
  email_taken: true,
  email_change_code: true,
  email_changed: true,
  email_restored: true,
  new_sign_in: true,
  password_reset: true,
  no_password: true,
  password_changed: true,
  factor_added: true,
  factor_removed: true,
  identity_linked: true,
  impersonation: true,
  invitation: true,
  deletion_scheduled: true,
  account_kept: true,
  data_exported: true,
};
const TEMPLATES = Object.keys(EVERY) as MailTemplate[];
const VALUES = {
  name: "Ada",
  what: "Authenticator app",
  device: "Chrome on Windows",
  place: "Hanover, Germany",
  inviter: "Grace",
  organization: "Engines",
  role: "admin",
};
const AT = Date.UTC(2030, 0, 1, 10, 15);
const ENGLISH = { language: "en", createdAt: AT };
const SECRETS = { code: "123456", link: `${ORIGIN}/login/link#ticket=abc` };
const NAME = 'Ada"><a href="https://evil.example">Click</a>&';

const CASES = (Object.keys(LANGUAGES) as Language[]).flatMap((language) =>
  TEMPLATES.map((template) => ({ template, language })),
);

describe.each(CASES)("$template in $language", ({ template, language }) => {
  const mail = { template, language, createdAt: AT };

  test("says the same in text and HTML, and links to our own origin alone", () => {
    const { subject, text, html } = renderMail({ ...mail, values: VALUES }, SECRETS, ORIGIN);
    expect(subject).toMatch(/^[\p{L}’' -]{10,60}$/u);
    expect(text).toContain("Latchkey, app.example.com");
    for (const paragraph of text.split("\n\n").filter((part) => /^\p{Lu}.*[.,]$/u.test(part)))
      expect(html).toContain(paragraph);
    const addresses = [...`${text}\n${html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([address]) => address);
    for (const address of addresses) expect(new URL(address).origin).toBe(ORIGIN);
    expect(`${text}${html}`).not.toMatch(/undefined|null|\[object/);
  });

  test("a name cannot become markup, another line or another header", () => {
    const hostile = `${NAME}\r\nBcc: eve@example.com\u2028`;
    const values = { ...VALUES, name: hostile, inviter: hostile, organization: hostile };
    const { subject, text, html } = renderMail({ ...mail, values }, SECRETS, ORIGIN);
    expect(subject).toBe(renderMail({ ...mail, values: VALUES }, SECRETS, ORIGIN).subject);
    expect(html).not.toContain('href="https://evil.example"');
    expect(html).not.toContain("<a href=https");
    expect(text).not.toMatch(/^Bcc:/m);
  });

  test("a name that is an address becomes no link, whether a user chose it or a browser says it", () => {
    for (const hostile of [
      "https://evil.example/a",
      "www.evil.example",
      "eve@evil.example",
      "evil．example",
      "evil。example",
    ]) {
      const chosen = { name: hostile, what: hostile, inviter: hostile, organization: hostile };
      const values = { ...VALUES, ...chosen, administrator: hostile, device: `${hostile} on ${hostile}` };
      const { text, html } = renderMail({ ...mail, values }, SECRETS, ORIGIN);
      expect(`${text}${html}`).not.toMatch(/evil[.．。]example|https:\/\/evil|www\.evil|eve@evil/);
    }
    const values = { ...VALUES, name: "J. R. O’Neill-Smith" };
    const { text } = renderMail({ ...mail, template: "password_reset", values }, SECRETS, ORIGIN);
    expect(text).toContain("J. R. O’Neill-Smith,");
  });

  test("reads well without any value", () => {
    const { text } = renderMail({ ...mail, values: {} }, {}, ORIGIN);
    expect(text).not.toMatch(/undefined|null|\n\n\n/);
  });
});

test("a code stands alone on its line, and a link as a button and in full", () => {
  const { text, html } = renderMail({ ...ENGLISH, template: "sign_in_code", values: {} }, SECRETS, ORIGIN);
  expect(text).toMatch(/^ {4}123456$/m);
  expect(text).toMatch(/^https:\/\/app\.example\.com\/login\/link#ticket=abc$/m);
  expect(html).toContain('<a href="https://app.example.com/login/link#ticket=abc"');
});

test("a message about a new sign-in tells device, place and time", () => {
  const { text } = renderMail({ ...ENGLISH, template: "new_sign_in", values: VALUES }, SECRETS, ORIGIN);
  expect(text).toContain(
    "Device: Chrome on Windows\nPlace: Hanover, Germany\nTime: 1 January 2030 at 10:15 UTC",
  );
});

test("an invitation names the inviter, the organization and the role", () => {
  const { text } = renderMail({ ...ENGLISH, template: "invitation", values: VALUES }, SECRETS, ORIGIN);
  expect(text).toMatch(/^Grace invites you to join Engines on Latchkey as an admin\.$/m);
});

describe("in German", () => {
  const german = (template: MailTemplate, values: Record<string, string | null>) =>
    renderMail({ template, values, language: "de", createdAt: AT }, SECRETS, ORIGIN);

  test("device, place and time are in German too", () => {
    const values = { ...VALUES, place: "Hannover, Germany", city: "Hannover", countryCode: "DE" };
    const { subject, text, html } = german("new_sign_in", values);
    expect(subject).toBe("Neue Anmeldung bei Ihrem Konto");
    expect(text).toContain("Guten Tag Ada,");
    expect(text).toContain(
      "Gerät: Chrome unter Windows\nOrt: Hannover, Deutschland\nZeit: 1. Januar 2030 um 10:15 UTC",
    );
    expect(html).toContain('<html lang="de">');
  });

  test("what an account got or lost is named in German, unless its user named it", () => {
    expect(german("factor_added", { factor: "recoveryCodes" }).text).toContain(
      "Was: Wiederherstellungscodes",
    );
    expect(german("factor_added", { factor: "totp" }).text).toContain("Was: Authenticator-App");
    expect(german("factor_added", { factor: "passkey", what: "Blue key" }).text).toContain(
      "Was: Passkey „Blue key“",
    );
    expect(german("factor_removed", { what: "Blue key" }).text).toContain("Was: Blue key");
  });

  test("the role of an invitation and the day of a deletion are in German", () => {
    expect(german("invitation", VALUES).text).toContain(
      "Grace lädt Sie bei Latchkey als Admin zu Engines ein.",
    );
    expect(german("deletion_scheduled", { deletionAt: "2030-01-15T10:15:00Z" }).text).toContain(
      "Das geschieht am 15. Januar 2030 um 10:15 UTC.",
    );
  });
});

test.each([null, undefined, "xx"])("a message whose language is %s is in English", (language) => {
  const mail = {
    template: "password_changed" as const,
    values: {},
    createdAt: AT,
    language: language ?? null,
  };
  expect(renderMail(mail, {}, ORIGIN)).toMatchObject({
    language: "en",
    subject: "Your password was changed",
  });
});
