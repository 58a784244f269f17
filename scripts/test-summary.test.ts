import { expect, test } from "vitest";
import { settle, sum, summarizePlaywright, summarizeVitest } from "./test-summary";

const passed = { fullName: "a token is refreshed", status: "passed" };
const failed = { fullName: "a session ends", status: "failed" };

test("unit tests count one by one, and each failure is named", () => {
  const report = {
    testResults: [
      { name: "a.test.ts", status: "failed", assertionResults: [passed, failed, failed] },
      { name: "b.test.ts", status: "passed", assertionResults: [passed, { ...passed, status: "skipped" }] },
    ],
  };
  expect(summarizeVitest(report)).toEqual({
    passed: 2,
    failed: 2,
    failures: ["a.test.ts › a session ends", "a.test.ts › a session ends"],
  });
});

test("a test file that cannot be loaded is a failure", () => {
  const report = { testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [] }] };
  expect(summarizeVitest(report)).toEqual({ passed: 0, failed: 1, failures: ["a.test.ts"] });
});

test("a flaky test is a failure, and so is an error outside of any test", () => {
  const spec = (title: string, status: string) => ({ file: "a.spec.ts", title, tests: [{ status }] });
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1 },
    errors: [new Error("no server")],
    suites: [
      { specs: [spec("steady", "expected")], suites: [{ specs: [spec("broken", "unexpected")] }] },
      { specs: [spec("sometimes", "flaky"), spec("left out", "skipped")] },
    ],
  };
  expect(summarizePlaywright(report)).toEqual({
    passed: 5,
    failed: 3,
    failures: ["a.spec.ts › broken", "a.spec.ts › sometimes", "no server"],
  });
});

test("a runner that left no report failed", () => {
  expect(settle(null, 0)).toMatchObject({ passed: 0, failed: 1 });
});

test("a runner that found no tests failed", () => {
  expect(settle({ passed: 0, failed: 0, failures: [] }, 0)).toMatchObject({ passed: 0, failed: 1 });
});

test("a runner that saw no failing test but crashed failed", () => {
  const crashed = settle({ passed: 7, failed: 0, failures: [] }, 1);
  expect(crashed).toEqual({ passed: 7, failed: 1, failures: ["the runner exited with code 1"] });
  const found = { passed: 7, failed: 2, failures: ["a", "b"] };
  expect(settle(found, 1)).toEqual(found);
});

test("the sum is over all runners", () => {
  expect(
    sum([
      { passed: 1, failed: 0, failures: [] },
      { passed: 40, failed: 2, failures: ["a", "b"] },
    ]),
  ).toEqual({ passed: 41, failed: 2, failures: ["a", "b"] });
});
