import { expect, test } from "vitest";
import { distinctNames } from "@/app/ui/format/device";
import { aSession } from "@/app/ui/format/session.fixture";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import type { SessionView } from "@/lib/session/contract";
import { DeviceList } from "./device-list";

const here = aSession({ id: "here", current: true, browser: "Firefox", os: "macOS" });

function render(sessions: SessionView[], isOffline = false): string {
  return renderAt(
    "2026-03-01T14:00:00.000Z",
    <DeviceList
      sessions={sessions}
      names={distinctNames(sessions)}
      isOffline={isOffline}
      onRename={async () => {}}
      onSignOut={() => {}}
    />,
  );
}

const labels = (html: string) =>
  [...html.matchAll(/<button[^>]*aria-label="([^"]*)"/g)].map(([, label]) => label);

test("fifty devices have a hundred buttons, and no two of them sound alike", () => {
  const others = Array.from({ length: 49 }, (_, index) =>
    aSession({ id: `s${index}`, createdAt: new Date(Date.UTC(2026, 1, 1, index)).toISOString() }),
  );
  const names = labels(render([here, ...others]));
  expect(names).toHaveLength(100);
  expect(new Set(names).size).toBe(100);
});

test("this device comes first and apart", () => {
  const html = render([aSession({ id: "other" }), here]);
  expect(
    html.match(/<h[23][^>]*>[^<]*(?:<bdi[^>]*>[^<]*)?/g)?.map((tag) => tag.replace(/<[^>]*>/g, "")),
  ).toEqual(["This device", "Firefox on macOS", "Other devices", "Chrome on Windows"]);
});

test("a device that told nothing about itself is a device all the same", () => {
  const silent = { browser: null, browserVersion: null, os: null, osVersion: null, userAgent: null } as const;
  const html = render([here, aSession({ id: "silent", device: "unknown", ...silent })]);
  expect(labels(html)).toContain("Sign out Unknown device");
  expect(html).not.toMatch(/null|undefined|\(\)/);
});

test("an address is there for who unfolds it, and for nobody else", () => {
  const html = render([here, aSession({ id: "other", ipAddress: "203.0.113.7" })]);
  expect(html).toContain("203.0.113.7");
  expect(html.replace(/<details.*?<\/details>/gs, "")).not.toContain("203.0.113.7");
});

test("when it was last there is said in words, and exactly to who points at it", () => {
  const html = render([here, aSession({ id: "other" })]);
  expect(html).toMatch(
    /Active <time dateTime="2026-03-01T10:00:00.000Z" title="Sunday, March 1, 2026[^"]*">4 hours ago<\/time>/i,
  );
});

test("without a connection nothing can be pressed that would need one", () => {
  const buttons = render([here, aSession({ id: "other" })], true).match(/<button[^>]*>/g) ?? [];
  expect(buttons).toHaveLength(4);
  for (const button of buttons) expect(button).toContain(' disabled=""');
});

test("who is signed in here only is told so", () => {
  expect(render([here])).toContain("You’re only signed in on this device.");
});

test("nothing carries an inline style, which the content security policy would refuse", () => {
  expect(render([here, aSession({ id: "other" })])).not.toContain(" style=");
});
