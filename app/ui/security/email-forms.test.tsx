import { expect, test } from "vitest";
import type { FormError } from "@/app/ui/format/error-message";
import { aSession } from "@/app/ui/format/session.fixture";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import { EmailCodeForm } from "./email-code-form";
import { NewEmailForm } from "./new-email-form";

const step = { action: () => {}, email: "new@example.com", onSubmit: async () => {} };

const newEmail = (posted: FormError | null = null) =>
  renderWithTexts(
    <AuthProvider initial={null}>
      <NewEmailForm {...step} posted={posted} current="old@example.com" />
    </AuthProvider>,
  );
const code = (posted: FormError | null = null) =>
  renderWithTexts(
    <AuthProvider initial={null}>
      <EmailCodeForm {...step} posted={posted} onCancel={() => {}} />
    </AuthProvider>,
  );

test("the form for a new address shows the one in force, and keeps what was typed", () => {
  const html = newEmail();
  expect(html).toContain("old@example.com");
  expect(html).toMatch(/<input(?=[^>]*type="email")(?=[^>]*value="new@example.com")/);
  expect(html).not.toContain("alert");
});

test("each form names the session of its page, for a browser without JavaScript", () => {
  const field = '<input type="hidden" name="pageSessionId" value="s-1"/>';
  const session = aSession({ id: "s-1" });
  const user = { id: "u-1", email: "old@example.com", name: "Ada", roles: [], createdAt: session.createdAt };
  const html = renderWithTexts(
    <AuthProvider initial={{ user, session }}>
      <NewEmailForm {...step} posted={null} current="old@example.com" />
      <EmailCodeForm {...step} posted={null} onCancel={() => {}} />
    </AuthProvider>,
  );
  expect(html.split(field)).toHaveLength(3);
});

test("a refused address is told at its field", () => {
  const issues = [{ path: "email", message: "Enter a valid email address, like name@example.com." }];
  const html = newEmail({ code: "invalid_request", details: { issues } });
  expect(html).toContain('id="field-new-email-error"');
  expect(html).not.toContain('role="alert"');
});

test("the code's form says where the code went, and the browser may fill it in", () => {
  const html = code();
  expect(html).toContain("new@example.com");
  expect(html).toContain('autoComplete="one-time-code"');
});

test.each([
  [3, "3 attempts left."],
  [1, "1 attempt left."],
])("a wrong code says that %i remain", (remainingAttempts, text) => {
  expect(code({ code: "invalid_code", details: { remainingAttempts } })).toContain(text);
});

test("any other refusal is told above the form", () => {
  expect(code({ code: "rate_limited" })).toContain('role="alert"');
});
