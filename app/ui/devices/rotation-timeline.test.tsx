import { expect, test } from "vitest";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import { RotationTimeline } from "./rotation-timeline";

test("the chart has a caption with the same facts, and no inline style", () => {
  const html = renderAt(
    "2026-03-01T14:00:00.000Z",
    <RotationTimeline
      timeline={{
        startedAt: "2026-03-01T10:00:00.000Z",
        endedAt: null,
        generations: [{ generation: 1, at: "2026-03-01T12:00:00.000Z", repeated: true }],
        reusedAt: null,
      }}
    />,
  );
  expect(html).toContain('d="M500 8V32"');
  expect(html).toMatch(/<svg[^>]*aria-hidden="true"/);
  expect(html).toMatch(/<figcaption[^>]*>Refreshed 1 time \(1 retry\) recently\./);
  expect(html).not.toContain(" style=");
});
