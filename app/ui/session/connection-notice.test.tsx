import { expect, test } from "vitest";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { ConnectionNotice } from "./connection-notice";

const render = (isReconnecting: boolean) =>
  renderWithTexts(<ConnectionNotice isReconnecting={isReconnecting} />);

test("the live region exists before its text, so that screen readers announce it", () => {
  expect(render(false)).toMatch(/^<div role="status"[^>]*><\/div>$/);
  expect(render(true)).toMatch(/role="status".*Reconnecting… Your work is safe\./);
});

test("on a phone it covers no button of a dialog", () => {
  expect(render(true)).toMatch(/max-sm:in-\[body:has\(&gt;\[data-dialog\]\)\]:bottom-auto/);
});

test("it is visible over a blanked page, too", () => {
  expect(render(true)).toContain("data-over-blank");
});
