import { createRef } from "react";
import { expect, test } from "vitest";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import { PasswordPrompt } from "./password-prompt";

const html = renderWithTexts(
  <AuthProvider initial={null}>
    <PasswordPrompt email="ada@example.com" field={createRef()} onSubmit={async () => {}} confirm="Sign in">
      {null}
    </PasswordPrompt>
  </AuthProvider>,
);

test("a password manager finds the account the password belongs to, and the user cannot edit it", () => {
  expect(html).toMatch(
    /<input(?=[^>]*autoComplete="username")(?=[^>]*value="ada@example.com")(?=[^>]*readOnly)[^>]*hidden/i,
  );
  expect(html).toMatch(/<input(?=[^>]*type="password")(?=[^>]*autoComplete="current-password")/i);
});

test("there is no error before the first submit, and no inline style", () => {
  expect(html).not.toContain("alert");
  expect(html).not.toContain(" style=");
});
