import { expect, test } from "vitest";
import { textsOf } from "./message";

const english = {
  signOut: "Sign out",
  signOutOf: "Sign out {device}",
  devices: { one: "{count} device", other: "{count} devices" },
  wait: "Try again {wait:in}, or after {wait:duration}.",
  choose: "Choose {names:list}.",
  show: "Show {label:lower}",
  reasons: { idle: "Inactive" },
} as const;

test("a message is a string, or a function of its placeholders", () => {
  const t = textsOf(english, "en");
  expect(t.signOut).toBe("Sign out");
  expect(t.signOutOf({ device: "Firefox" })).toBe("Sign out Firefox");
  expect(t.reasons.idle).toBe("Inactive");
});

test("counts, lengths of time and lists are written as the language does", () => {
  const t = textsOf(english, "en");
  expect([t.devices({ count: 1 }), t.devices({ count: 1204 })]).toEqual(["1 device", "1,204 devices"]);
  expect(t.wait({ wait: 240 })).toBe("Try again in 4 minutes, or after 4 minutes.");
  expect(t.choose({ names: ["a", "b", "c"] })).toBe("Choose a, b, and c.");
  expect(t.show({ label: "Password" })).toBe("Show password");
  const de = textsOf(
    { devices: { one: "{count} Gerät", other: "{count} Geräte" }, in: "{wait:in}" } as const,
    "de",
  );
  expect([de.devices({ count: 1204 }), de.in({ wait: 172_800 })]).toEqual(["1.204 Geräte", "in 2 Tagen"]);
});

test("a value is not read as a message, and one that is an element is joined as such", () => {
  const t = textsOf(english, "en", (parts) =>
    parts.map((part) => (typeof part === "object" ? "<b>" : part)).join("|"),
  );
  expect(t.signOutOf({ device: "{device}" })).toBe("Sign out {device}");
  expect(t.signOutOf({ device: { type: "b" } as never })).toBe("Sign out |<b>|");
});
