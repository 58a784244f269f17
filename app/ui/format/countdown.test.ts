import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { countdownInWords } from "./countdown";

const t = textsFor("time");

/** Everything said while five minutes run down, second by second. */
function announcements(from: number): string[] {
  const words = Array.from({ length: from + 1 }, (_, passed) => countdownInWords(from - passed, t));
  return words.filter((text, index) => text !== words[index - 1]);
}

test("the words change each minute, then every twenty seconds, and not in between", () => {
  expect(announcements(300)).toEqual([
    "5 minutes left",
    "4 minutes left",
    "3 minutes left",
    "2 minutes left",
    "60 seconds left",
    "40 seconds left",
    "20 seconds left",
    "0 seconds left",
  ]);
});

test("past the end the words stay at zero", () => {
  expect(countdownInWords(-90, t)).toBe("0 seconds left");
});
