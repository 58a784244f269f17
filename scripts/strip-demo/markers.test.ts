import { expect, test } from "vitest";
import { withoutMarked } from "./markers";

test("marked lines go, what stands in their stead comes, and all others stay as they are", () => {
  const text = `
import { a } from "a";
import { demo } from "demo"; // demo:line
export function start() {
  a();
  // demo:start
  demo();
  // demo:instead
  // if (true) {
  //   a();
  // }
  // demo:end
}
`;
  expect(withoutMarked(text, "a.ts")).toBe(`
import { a } from "a";
export function start() {
  a();
  if (true) {
    a();
  }
}
`);
  expect(withoutMarked("a\n\n\nb", "a.ts")).toBe("a\n\n\nb");
});

test("a mark may stand in any comment, and a paragraph leaves one blank line", () => {
  expect(withoutMarked("a\n\n<!-- demo:start -->\nb\n<!-- demo:end -->\n\nc", "a.md")).toBe("a\n\nc");
  expect(withoutMarked("<a>\n  {/* demo:start */}\n  <b />\n  {/* demo:end */}\n</a>", "a.tsx")).toBe(
    "<a>\n</a>",
  );
  expect(withoutMarked("# demo:start\na: 1\n# demo:instead\n# b: 2\n# demo:end", "a.yaml")).toBe("b: 2");
});

test.each([
  ["an end without a start", "// demo:end", "a.ts:1: demo:end"],
  ["a start within a start", "// demo:start\n// demo:start\n// demo:end", "a.ts:2: demo:start"],
  ["something instead of nothing", "// demo:instead\n// demo:end", "a.ts:1: demo:instead"],
  ["a start without an end", "// demo:start\na", "a.ts: demo:end is missing"],
])("%s is an error that names the place", (_, text, message) => {
  expect(() => withoutMarked(text, "a.ts")).toThrow(message);
});
