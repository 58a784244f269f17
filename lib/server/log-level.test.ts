import { expect, test } from "vitest";
import { createLog } from "./log";

test.each([
  ["debug", ["debug", "info", "warn", "error"]],
  ["info", ["info", "warn", "error"]],
  ["warn", ["warn", "error"]],
  ["error", ["error"]],
  ["silent", []],
] as const)("with LOG_LEVEL=%s are written: %j", (level, written) => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line) }, level);
  for (const method of ["debug", "info", "warn", "error"] as const) log[method](method);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(written);
});
