import { expect, test } from "vitest";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import { DevicesNotice } from "./devices-notice";

const render = (facts: { isOffline?: boolean; failure?: string | null; isEmpty?: boolean }) =>
  renderAt(
    "2026-03-01T14:00:00.000Z",
    <DevicesNotice
      isOffline={false}
      failure={null}
      isEmpty={false}
      isRetrying={false}
      onRetry={() => {}}
      {...facts}
    />,
  );

test("a list that could not be loaded says so, and offers another try", () => {
  const html = render({ failure: "We can’t reach our database right now.", isEmpty: true });
  expect(html).toMatch(/role="alert".*couldn’t be loaded.*We can’t reach our database.*Try again/s);
});

test("a list that could not be refreshed is called out of date, not missing", () => {
  expect(render({ failure: "No.", isEmpty: false })).toContain("This list may be out of date.");
});

test("offline is a status, not an alert", () => {
  const html = render({ isOffline: true, failure: "No." });
  expect(html).toContain("You’re offline.");
  expect(html).not.toContain("alert");
});

test("without a problem there is no notice", () => {
  expect(render({})).toBe("");
});
