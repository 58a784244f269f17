import { expect, test } from "vitest";
import { escapeControls } from "@/lib/server/log";
import { escapeProcessOutput } from "./output";

test.each([
  ["a line\n\tand its second\n", "a line\n\tand its second\n"],
  ["\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m"],
  ["clears the screen: \u001b[2J", "clears the screen: \\u001b[2J"],
  ["sets the title: \u001b]0;x\u0007", "sets the title: \\u001b]0;x\\u0007"],
  ["overwrites\rthe line", "overwrites\\u000dthe line"],
  ["\u009b2J \u2028 \u202e", "\\u009b2J \\u2028 \\u202e"],
])("%j is printed as %j", (text, printed) => {
  expect(escapeControls(text)).toBe(printed);
});

test("a stream prints escaped text, bytes as they are, and returns what it returned before", () => {
  const printed: unknown[] = [];
  const stream = { write: (chunk: unknown) => printed.push(chunk) > 1 };
  escapeProcessOutput([stream]);
  expect(stream.write("\u001b[2J")).toBe(false);
  expect(stream.write(Buffer.from([27]))).toBe(true);
  expect(printed).toEqual(["\\u001b[2J", Buffer.from([27])]);
});
