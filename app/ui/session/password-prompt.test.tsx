import { createRef } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import { PasswordPrompt } from "./password-prompt";

const html = renderToStaticMarkup(
  <AuthProvider initial={null}>
    <PasswordPrompt email="ada@example.com" field={createRef()} onSubmit={async () => {}} confirm="Sign in">
      {null}
    </PasswordPrompt>
  </AuthProvider>,
);

test("a password manager finds whose password is asked for, and nobody can change that", () => {
  expect(html).toMatch(
    /<input(?=[^>]*autoComplete="username")(?=[^>]*value="ada@example.com")(?=[^>]*readOnly)[^>]*hidden/i,
  );
  expect(html).toMatch(/<input(?=[^>]*type="password")(?=[^>]*autoComplete="current-password")/i);
});

test("it says nothing is wrong before something was sent, and carries no inline style", () => {
  expect(html).not.toContain("alert");
  expect(html).not.toContain(" style=");
});
