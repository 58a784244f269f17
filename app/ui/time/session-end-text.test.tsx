import { expect, test } from "vitest";
import { renderAt } from "./render-at.fixture";
import { SessionEndSentence } from "./session-end-text";

test("the sentence says who ended the session, from where and when", () => {
  const end = { reason: "user", from: "Chrome on Windows", at: "2026-03-01T13:02:00.000Z" } as const;
  const html = renderAt("2026-03-01T14:00:00.000Z", <SessionEndSentence end={end} />);
  expect(html.replace(/\s/g, " ")).toBe("You ended this session from Chrome on Windows, today at 1:02 PM.");
});

test("the sentence has no time when the end has none", () => {
  const end = { reason: "expired", from: null, at: null } as const;
  expect(renderAt("2026-03-01T14:00:00.000Z", <SessionEndSentence end={end} />)).toBe(
    "This session has ended.",
  );
});
