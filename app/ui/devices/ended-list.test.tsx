import { expect, test } from "vitest";
import { aSession } from "@/app/ui/format/session.fixture";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import { EndedList } from "./ended-list";

const text = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test("the history says how a session ended, when, and where its device was, under the name it had while alive", () => {
  const location = { city: "Lisbon", region: null, country: "Portugal", countryCode: "PT" };
  const ended = {
    ...aSession({ location }),
    endedAt: "2026-03-01T12:00:00.000Z",
    endedReason: "user" as const,
    endedBy: "you" as const,
    endedFrom: "Firefox on macOS",
  };
  const html = text(
    renderAt(
      "2026-03-01T14:00:00.000Z",
      <EndedList sessions={[ended]} names={new Map([["s1", "Chrome on Windows (2)"]])} />,
    ),
  );
  expect(html).toMatch(
    /Chrome on Windows \(2\) You ended this session from Firefox on macOS, today at 12:00.PM\. 2 hours ago/,
  );
  expect(html).toMatch(/Lisbon, Portugal \(approximate\) Timeline of Chrome on Windows \(2\)/);
});

test("an administrator who acted as the user is named and marked", () => {
  const ended = {
    ...aSession({ impersonator: { id: "u2", name: "Grace" } }),
    endedAt: "2026-03-01T12:00:00.000Z",
    endedReason: "signed_out" as const,
    endedBy: "administrator" as const,
    endedFrom: null,
  };
  const names = new Map([["s1", "Grace"]]);
  const html = renderAt("2026-03-01T14:00:00.000Z", <EndedList sessions={[ended]} names={names} />);
  expect(text(html)).toMatch(/Grace Administrator An administrator who acted as you signed out/);
});

test("without ended sessions there is no history", () => {
  expect(renderAt("2026-03-01T14:00:00.000Z", <EndedList sessions={[]} names={new Map()} />)).toBe("");
});
