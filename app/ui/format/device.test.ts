import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { deviceIdentity, deviceName, distinctNames, placeName, recordedDevice } from "./device";
import { aSession } from "./session.fixture";

const t = textsFor("device");

test("a device that reports nothing still has a name", () => {
  expect(deviceIdentity({ browser: null, os: null }, t)).toBe("Unknown device");
  expect(deviceIdentity({ browser: "Firefox", os: null }, t)).toBe("Firefox");
  expect(deviceIdentity({ browser: null, os: "Linux" }, t)).toBe("A browser on Linux");
});

test("the owner's name for a device wins over the detected one", () => {
  expect(deviceName(aSession({ label: "Kitchen tablet" }), t)).toBe("Kitchen tablet");
});

test("two similar devices never have the same name, in whichever order they were active", () => {
  const names = distinctNames(
    [
      aSession({ id: "new", createdAt: "2026-03-02T10:00:00Z", lastActiveAt: "2026-03-05T10:00:00Z" }),
      aSession({ id: "old", createdAt: "2026-03-01T10:00:00Z" }),
      aSession({ id: "other", label: "Work" }),
    ],
    t,
  );
  expect([names.get("old"), names.get("new"), names.get("other")]).toEqual([
    "Chrome on Windows",
    "Chrome on Windows (2)",
    "Work",
  ]);
});

test("a number stays with its device when an older one of the same name has ended", () => {
  const older = aSession({ id: "older", createdAt: "2026-03-01T10:00:00Z" });
  const newer = aSession({ id: "newer", createdAt: "2026-03-02T10:00:00Z" });
  const ended = { ...older, endedAt: "2026-03-03T10:00:00Z" };
  expect(distinctNames([older, newer], t).get("newer")).toBe("Chrome on Windows (2)");
  expect(distinctNames([newer, ended], t).get("newer")).toBe("Chrome on Windows (2)");
});

test("a device that signs in after another of the same name has ended needs no number", () => {
  const ended = {
    ...aSession({ id: "ended", createdAt: "2026-03-01T10:00:00Z" }),
    endedAt: "2026-03-01T11:00:00Z",
  };
  const newer = aSession({ id: "newer", createdAt: "2026-03-02T10:00:00Z" });
  expect(distinctNames([newer, ended], t).get("newer")).toBe("Chrome on Windows");
});

const nowhere = { city: null, region: null, country: null, countryCode: null };

test.each([
  [
    "a place derived from an address is called approximate",
    { ...nowhere, city: "Lisbon", country: "Portugal" },
    "198.51.100.7",
    "Lisbon, Portugal (approximate)",
  ],
  [
    "a place without a city has no comma",
    { ...nowhere, country: "Portugal" },
    "198.51.100.7",
    "Portugal (approximate)",
  ],
  ["an unknown place is null", nowhere, "198.51.100.7", null],
  ["no address is null", null, null, null],
  ["loopback is local", null, "127.0.0.1", "Local network"],
  ["a mapped private address is local", null, "::ffff:192.168.1.4", "Local network"],
  ["a unique local address is local", null, "fd12::1", "Local network"],
  ["172.32 is not private", null, "172.32.0.1", null],
])("%s", (_, location, ipAddress, words) => {
  expect(placeName({ location, ipAddress }, t)).toBe(words);
});

test("a record of the past is said in the words of the page", () => {
  const german = textsFor("device", "de");
  expect(recordedDevice("Chrome on Windows", german)).toBe("Chrome unter Windows");
  expect(recordedDevice("Firefox", german)).toBe("Firefox");
  expect(recordedDevice("Chrome on Windows", t)).toBe("Chrome on Windows");
});

test("a country has its name in the language of the page", () => {
  const placed = { ipAddress: null, location: { ...nowhere, country: "Germany", countryCode: "DE" } };
  expect(placeName(placed, t)).toBe("Germany (approximate)");
  expect(placeName(placed, textsFor("device", "de"))).toBe("Deutschland (ungefähr)");
});
