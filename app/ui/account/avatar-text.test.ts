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
  ["", "?"],
])("%j: %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("a user keeps the colour, and users differ", () => {
  expect(avatarTone("user-1")).toBe(avatarTone("user-1"));
  const tones = Array.from({ length: 64 }, (_, index) => avatarTone(`user-${index}`));
  expect(new Set(tones).size).toBe(8);
});
