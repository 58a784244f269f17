import { expect, test } from "vitest";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import type { SecondFactor } from "@/lib/session/sign-in/sign-in-contract";
import { SecondFactorPrompt } from "./second-factor-prompt";

const render = (secondFactors: SecondFactor[]) =>
  renderWithTexts(
    <AuthProvider initial={null}>
      <SecondFactorPrompt
        secondFactors={secondFactors}
        onCode={async () => {}}
        onPasskey={async () => {}}
        confirm="Sign in"
      >
        {null}
      </SecondFactorPrompt>
    </AuthProvider>,
  );

test("the browser may fill the code in, and there is no error before the first try", () => {
  const html = render(["totp", "recovery_code"]);
  expect(html).toContain('autoComplete="one-time-code"');
  expect(html).not.toContain("alert");
});

test("a user with an app is asked for its code; a recovery code will do", () => {
  const html = render(["totp", "recovery_code"]);
  expect(html).toContain(">Code</label>");
  expect(html).toContain("A recovery code works too.");
  expect(html).not.toContain("passkey");
});

test("a user whose only second factor is a passkey can use it, or type a recovery code", () => {
  const html = render(["passkey", "recovery_code"]);
  expect(html).toContain(">Recovery code</label>");
  expect(html).toContain("Use a passkey instead");
});

test("Enter in the field confirms the code: its button comes before the passkey's", () => {
  const html = render(["totp", "passkey"]);
  expect(html.indexOf("Sign in</button>")).toBeLessThan(html.indexOf("Use a passkey instead"));
  expect(html.match(/<button[^>]*type="submit"/)?.[0]).not.toContain("passkey");
});
