import { expect, test } from "vitest";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { AuthenticatorRow } from "./authenticator-row";
import { RecoveryCodesRow } from "./recovery-codes-row";

const passkey: AuthenticatorView = {
  id: "a1",
  type: "passkey",
  name: "Work laptop",
  createdAt: "2026-03-01T10:00:00.000Z",
  lastUsedAt: "2026-03-05T12:00:00.000Z",
};

const render = (authenticator: AuthenticatorView) =>
  renderAt(
    "2026-03-05T14:00:00.000Z",
    <AuthenticatorRow authenticator={authenticator} onRename={async () => {}} onRemove={() => {}} />,
  );

test("a row says what it is, when it was added and when it was last used", () => {
  const html = render(passkey);
  expect(html).toContain("Work laptop");
  expect(html).toContain("Passkey");
  expect(html).toContain("March 1, 2026");
  expect(html).toContain("2 hours ago");
});

test("its buttons say which one they are for", () => {
  const html = render(passkey);
  expect(html).toContain('aria-label="Remove Work laptop"');
  expect(html).toContain('aria-label="Rename Work laptop"');
});

test("one that has the name of its kind does not say it twice, and one without use says so", () => {
  const html = render({ ...passkey, type: "totp", name: "Authenticator app", lastUsedAt: null });
  expect(html.match(/>Authenticator app</g)).toHaveLength(1);
  expect(html).toContain("Not used yet");
});

test.each([
  [10, "10 of 10 left", "text-muted"],
  [3, "Only 3 of 10 left", "text-danger"],
  [0, "None left", "text-danger"],
])("%i recovery codes: %s", (left, text, colour) => {
  const html = renderAt("2026-03-05T14:00:00.000Z", <RecoveryCodesRow left={left}>{null}</RecoveryCodesRow>);
  expect(html).toContain(text);
  expect(html).toContain(colour);
});
