import { expect, test } from "vitest";
import { avatarTone, initials } from "./avatar-text";

test.each([
  ["Ada Lovelace", "AL"],
  ["Ada King Lovelace", "AL"],
  ["grace", "G"],
  ["  Łukasz   Żak ", "ŁŻ"],
  ["(Ada) Lovelace", "AL"],
  ["山田 太郎", "山太"],
  ["ﬃ", "FFI"],
  ["007 Bond", "0B"],
  ["🔑", "?"],
  ["e\u0301lan", "E\u0301"],
  ["", "?"],
])("%j: %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("a user keeps the colour, and users differ", () => {
  expect(avatarTone("user-1")).toBe(avatarTone("user-1"));
  const tones = new Set(Array.from({ length: 64 }, (_, index) => avatarTone(`user-${index}`)));
  expect([...tones].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
