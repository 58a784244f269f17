import { expect, test } from "vitest";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import type { ActivityEntryView } from "@/lib/session/account/activity-contract";
import { ActivityList } from "./activity-list";

const NOW = "2030-03-01T10:00:00.000Z";
const ended: ActivityEntryView = {
  id: "1",
  event: "session_ended",
  at: NOW,
  sessionId: "phone",
  ipAddress: "192.0.2.1",
  device: "Firefox on Windows",
  reason: "password_changed",
  byOther: false,
};
const render = (entry: Partial<ActivityEntryView>, fromHere: string[]) =>
  renderAt(
    NOW,
    <ActivityList
      entries={[{ ...ended, ...entry }]}
      names={{ phone: "Safari on iOS" }}
      fromHere={fromHere}
    />,
  );

test("a device that the sentence names is not named again below it, and the sentence says that it is this one", () => {
  const here = render({}, ["1"]);
  expect(here).toContain("because you changed your password from Firefox on Windows (this device).");
  expect(here.match(/Firefox on Windows/g)).toHaveLength(1);
  expect(here).toContain("192.0.2.1");
  const elsewhere = render({}, []);
  expect(elsewhere).toContain("from Firefox on Windows.");
  expect(elsewhere.match(/Firefox on Windows/g)).toHaveLength(1);
  expect(elsewhere).not.toContain("this device");
});

test("a device that the sentence does not name stands below it", () => {
  expect(render({ reason: "signed_out" }, ["1"])).toMatch(/Firefox on Windows<\/bdi><span> \(this device\)/);
  const signIn = { event: "signed_in", reason: null } as const;
  expect(render(signIn, ["1"])).not.toContain("Wasn’t you?");
  expect(render(signIn, [])).toContain("Wasn’t you?");
});
