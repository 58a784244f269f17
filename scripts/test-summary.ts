/** Adds up the results of several test runners. Anything but a clear success counts as a failure. */
export interface TestSummary {
  passed: number;
  failed: number;
}

/** The part of `vitest --reporter=json` that is read. */
export interface VitestReport {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** The part of `playwright test --reporter=json` that is read. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** A file that fails before its tests are known counts as one failure. */
export function summarizeVitest({ testResults }: VitestReport): TestSummary {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failedTests = countStatus(tests, "failed");
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && countStatus(file.assertionResults, "failed") === 0,
  );
  return { passed: countStatus(tests, "passed"), failed: failedTests + brokenFiles.length };
}

/** A flaky test counts as failed. */
export function summarizePlaywright({ stats, errors }: PlaywrightReport): TestSummary {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * Combines a runner's report and exit code.
 *
 * @param found null when the runner left no readable report
 */
export function settle(found: TestSummary | null, exitCode: number): TestSummary {
  if (found === null || found.passed + found.failed === 0) return { passed: 0, failed: 1 };
  if (exitCode !== 0 && found.failed === 0) return { ...found, failed: 1 };
  return found;
}

export function sum(tallies: TestSummary[]): TestSummary {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

function countStatus(items: { status: string }[], status: string): number {
  return items.filter((item) => item.status === status).length;
}
