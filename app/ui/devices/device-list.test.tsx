import { expect, test } from "vitest";
import { distinctNames } from "@/app/ui/format/device";
import { aSession } from "@/app/ui/format/session.fixture";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import type { SessionView } from "@/lib/session/contract";
import { textsFor } from "@/lib/texts/testing.fixture";
import { DeviceList } from "./device-list";

const here = aSession({ id: "here", current: true, browser: "Firefox", os: "macOS" });

function render(
  sessions: SessionView[],
  isOffline = false,
  organizations: Record<string, string> = {},
): string {
  return renderAt(
    "2026-03-01T14:00:00.000Z",
    <DeviceList
      sessions={sessions}
      names={distinctNames(sessions, textsFor("device"))}
      organizations={organizations}
      isOffline={isOffline}
      isOutdated={isOffline}
      onRename={async () => {}}
      onSignOut={() => {}}
      signOutForm="The form"
    />,
  );
}

const labels = (html: string) =>
  [...html.matchAll(/<button[^>]*aria-label="([^"]*)"/g)].map(([, label]) => label);

test("the buttons of fifty devices have distinct accessible names", () => {
  const others = Array.from({ length: 49 }, (_, index) =>
    aSession({ id: `s${index}`, createdAt: new Date(Date.UTC(2026, 1, 1, index)).toISOString() }),
  );
  const names = labels(render([here, ...others]));
  expect(names).toHaveLength(99);
  expect(new Set(names).size).toBe(99);
});

test("this device comes first, in a panel of its own", () => {
  const html = render([aSession({ id: "other" }), here]);
  expect(
    html.match(/<h[23][^>]*>[^<]*(?:<bdi[^>]*>[^<]*)?/g)?.map((tag) => tag.replace(/<[^>]*>/g, "")),
  ).toEqual(["This device", "Firefox on macOS", "Other devices", "Chrome on Windows"]);
});

test("a device that reports nothing about itself is listed like any other", () => {
  const silent = { browser: null, browserVersion: null, os: null, osVersion: null, userAgent: null } as const;
  const html = render([here, aSession({ id: "silent", device: "unknown", ...silent })]);
  expect(labels(html)).toContain("Sign out Unknown device");
  expect(html).not.toMatch(/null|undefined|\(\)/);
});

test("an IP address is shown in the unfolded details only", () => {
  const html = render([here, aSession({ id: "other", ipAddress: "203.0.113.7" })]);
  expect(html).toContain("203.0.113.7");
  expect(html.replace(/<details.*?<\/details>/gs, "")).not.toContain("203.0.113.7");
});

test("the details name the organization that a device works in; those of others have no such line", () => {
  const html = render([here, aSession({ id: "other" })], false, { other: "Analytical Engines" });
  expect(html.match(/<dt[^>]*>Organization<\/dt>/g)).toHaveLength(1);
  expect(html).toContain("<bdi>Analytical Engines</bdi>");
  expect(html.replace(/<details.*?<\/details>/gs, "")).not.toContain("Analytical");
});

test("the last activity is shown in words, with the exact time as a tooltip", () => {
  const html = render([here, aSession({ id: "other" })]);
  expect(html).toMatch(
    /Active <time dateTime="2026-03-01T10:00:00.000Z" title="Sunday, March 1, 2026[^"]*">4 hours ago<\/time>/i,
  );
});

test("while the list may be out of date, this device alone is active now", () => {
  const recent = { lastActiveAt: "2026-03-01T13:59:00.000Z" };
  const sessions = [{ ...here, ...recent }, aSession({ id: "other", ...recent })];
  expect(render(sessions).match(/Active now/g)).toHaveLength(2);
  expect(render(sessions, true).match(/Active now/g)).toHaveLength(1);
  expect(render(sessions, true)).toContain("1 minute ago");
});

test("the filter of a long list needs JavaScript; without it the number of devices is shown", () => {
  const others = Array.from({ length: 9 }, (_, index) => aSession({ id: `s${index}` }));
  const html = render([here, ...others]);
  expect(html).toMatch(/<div class="[^"]*noscript:hidden[^"]*">(?:(?!<\/div>).)*<input type="search"/s);
  expect(html).toMatch(/<p class="[^"]*hidden noscript:block[^"]*"><bdi>9 devices/);
});

test("offline, every button that needs a connection is disabled", () => {
  const buttons = render([here, aSession({ id: "other" })], true).match(/<button[^>]*>/g) ?? [];
  expect(buttons).toHaveLength(3);
  for (const button of buttons) expect(button).toContain(' disabled=""');
});

test("a user who is signed in on this device only sees a note", () => {
  expect(render([here])).toContain("You’re only signed in on this device.");
});

test("no element has an inline style, which the content security policy would block", () => {
  expect(render([here, aSession({ id: "other" })])).not.toContain(" style=");
});

test("without other devices there is no form that signs them out", () => {
  expect(render([here, aSession({ id: "other" })])).toContain("The form");
  expect(render([here])).not.toContain("The form");
});
