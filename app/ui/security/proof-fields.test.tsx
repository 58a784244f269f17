import { expect, test } from "vitest";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { ProofFields } from "./proof-fields";

const render = (posted: Parameters<typeof ProofFields>[0]["posted"]) =>
  renderWithTexts(<ProofFields posted={posted} id="add" />);

test("a form asks for no password before the server does, nor after another error", () => {
  expect(render(null)).toBe("");
  expect(render({ code: "rate_limited" })).toBe("");
});

test.each([
  "reauthentication_required",
  "second_factor_required",
  "invalid_credentials",
  "invalid_code",
] as const)("after %s it asks for the password and a code", (code) => {
  const html = render({ code });
  expect(html).toMatch(/<input(?=[^>]*name="password")(?=[^>]*autoComplete="current-password")/i);
  expect(html).toMatch(/<input(?=[^>]*name="proof")(?=[^>]*autoComplete="one-time-code")/i);
});
