import { expect, test } from "vitest";
import { sentence } from "./sentence";
import type { LaneName } from "./timeline";

test.each<[LaneName, string, string, string]>([
  ["you", "refresh", "with token 1", "You refresh with token 1"],
  ["phone", "refresh", "with token 1", "Your phone refreshes with token 1"],
  ["thief", "copy", "the cookies", "The thief copies the cookies"],
  ["thief", "use", "the app", "The thief uses the app"],
  ["you", "are", "signed out", "You are signed out"],
  ["phone", "are", "signed out", "Your phone is signed out"],
  ["phone", "have", "the network again", "Your phone has the network again"],
])("%s, %s: reads as a sentence", (lane, verb, rest, text) => {
  expect(sentence(lane, verb, rest)).toBe(text);
});
