import { expect, test } from "vitest";
import { settle, sum, summarizePlaywright, summarizeVitest } from "./test-summary";

const passed = { status: "passed" };
const failed = { status: "failed" };

test("unit tests count one by one", () => {
  const report = {
    testResults: [
      { status: "failed", assertionResults: [passed, failed, failed] },
      { status: "passed", assertionResults: [passed, { status: "skipped" }] },
    ],
  };
  expect(summarizeVitest(report)).toEqual({ passed: 2, failed: 2 });
});

test("a test file that cannot be loaded is a failure", () => {
  const report = { testResults: [{ status: "failed", assertionResults: [] }] };
  expect(summarizeVitest(report)).toEqual({ passed: 0, failed: 1 });
});

test("a flaky test is a failure, and so is an error outside of any test", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2 }, errors: [new Error("no server")] };
  expect(summarizePlaywright(report)).toEqual({ passed: 5, failed: 4 });
});

test("a runner that left no report failed", () => {
  expect(settle(null, 0)).toEqual({ passed: 0, failed: 1 });
});

test("a runner that found no tests failed", () => {
  expect(settle({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
});

test("a runner that saw no failing test but crashed failed", () => {
  expect(settle({ passed: 7, failed: 0 }, 1)).toEqual({ passed: 7, failed: 1 });
  expect(settle({ passed: 7, failed: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
});

test("the sum is over all runners", () => {
  expect(
    sum([
      { passed: 1, failed: 0 },
      { passed: 40, failed: 2 },
    ]),
  ).toEqual({ passed: 41, failed: 2 });
});
