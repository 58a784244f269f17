import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ConnectionNotice } from "./connection-notice";

const render = (isReconnecting: boolean) =>
  renderToStaticMarkup(<ConnectionNotice isReconnecting={isReconnecting} />);

test("the place where it is said is there before it is said, so that it is read out", () => {
  expect(render(false)).toMatch(/^<div role="status"[^>]*><\/div>$/);
  expect(render(true)).toMatch(/role="status".*Reconnecting… Your work is safe\./);
});

test("on a phone it covers no button of a sheet", () => {
  expect(render(true)).toMatch(/max-sm:in-\[body:has\(&gt;\[data-sheet\]\)\]:bottom-auto/);
});

test("it is seen over a blanked page, too", () => {
  expect(render(true)).toContain("data-over-blank");
});
