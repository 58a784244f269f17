import { describe, expect, test } from "vitest";
import type { MailTemplate } from "@/lib/session/sign-in-records";
import { renderMail } from "./render";

const ORIGIN = "https://app.example.com";
const TEMPLATES: MailTemplate[] = [
  "sign_in_code",
  "sign_up_code",
  "email_taken",
  "email_change_code",
  "email_changed",
  "new_sign_in",
  "password_reset",
  "no_password",
  "password_changed",
  "factor_added",
  "factor_removed",
  "invitation",
];
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
const SECRETS = { code: "123456", link: `${ORIGIN}/login/link#ticket=abc` };
const NAME = 'Ada"><a href="https://evil.example">Click</a>&';

describe.each(TEMPLATES)("%s", (template) => {
  test("says the same in text and HTML, and links to our own origin alone", () => {
    const { subject, text, html } = renderMail({ template, values: VALUES, createdAt: AT }, SECRETS, ORIGIN);
    expect(subject).toMatch(/^[\w’' -]{10,60}$/);
    expect(text).toContain("Latchkey, app.example.com");
    for (const paragraph of text.split("\n\n").filter((part) => /^[A-Z].*[.,]$/.test(part)))
      expect(html).toContain(paragraph);
    const addresses = [...`${text}\n${html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([address]) => address);
    for (const address of addresses) expect(new URL(address).origin).toBe(ORIGIN);
    expect(`${text}${html}`).not.toMatch(/undefined|null|\[object/);
  });

  test("a name cannot become markup, another line or another header", () => {
    const hostile = `${NAME}\r\nBcc: eve@example.com\u2028`;
    const values = { ...VALUES, name: hostile, inviter: hostile, organization: hostile };
    const { subject, text, html } = renderMail({ template, values, createdAt: AT }, SECRETS, ORIGIN);
    expect(subject).toBe(renderMail({ template, values: VALUES, createdAt: AT }, SECRETS, ORIGIN).subject);
    expect(html).not.toContain('href="https://evil.example"');
    expect(html).not.toContain("<a href=https");
    expect(text).not.toMatch(/^Bcc:/m);
  });

  test("a name that is an address becomes no link", () => {
    for (const hostile of [
      "https://evil.example/a",
      "www.evil.example",
      "eve@evil.example",
      "evil．example",
      "evil。example",
    ]) {
      const values = { ...VALUES, name: hostile, what: hostile, inviter: hostile, organization: hostile };
      const { text, html } = renderMail({ template, values, createdAt: AT }, SECRETS, ORIGIN);
      expect(`${text}${html}`).not.toMatch(/evil[.．。]example|https:\/\/evil|www\.evil|eve@evil/);
    }
    const values = { ...VALUES, name: "J. R. O’Neill-Smith" };
    const { text } = renderMail({ template: "password_reset", values, createdAt: AT }, SECRETS, ORIGIN);
    expect(text).toContain("Hello J. R. O’Neill-Smith,");
  });

  test("reads well without any value", () => {
    const { text } = renderMail({ template, values: {}, createdAt: AT }, {}, ORIGIN);
    expect(text).not.toMatch(/undefined|null|\n\n\n/);
  });
});

test("a code stands alone on its line, and a link as a button and in full", () => {
  const { text, html } = renderMail({ template: "sign_in_code", values: {}, createdAt: AT }, SECRETS, ORIGIN);
  expect(text).toMatch(/^ {4}123456$/m);
  expect(text).toMatch(/^https:\/\/app\.example\.com\/login\/link#ticket=abc$/m);
  expect(html).toContain('<a href="https://app.example.com/login/link#ticket=abc"');
});

test("a message about a new sign-in tells device, place and time", () => {
  const { text } = renderMail({ template: "new_sign_in", values: VALUES, createdAt: AT }, SECRETS, ORIGIN);
  expect(text).toContain(
    "Device: Chrome on Windows\nPlace: Hanover, Germany\nTime: 1 January 2030 at 10:15 UTC",
  );
});

test("an invitation names the inviter, the organization and the role", () => {
  const { text } = renderMail({ template: "invitation", values: VALUES, createdAt: AT }, SECRETS, ORIGIN);
  expect(text).toMatch(/^Grace invites you to join Engines on Latchkey as an admin\.$/m);
});
