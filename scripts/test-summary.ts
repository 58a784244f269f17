/** Adds up the results of several test runners. Anything but a clear success counts as a failure. */
export interface TestSummary {
  passed: number;
  failed: number;
  /** What a person reads to find each failure: a file and the test's title, where the runner told them */
  failures: string[];
}

/** The part of `vitest --reporter=json` that is read. */
export interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

/** The part of `playwright test --reporter=json` that is read. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  specs: { file: string; title: string; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
}

/** A file that fails before its tests are known counts as one failure. */
export function summarizeVitest({ testResults }: VitestReport): TestSummary {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failures = testResults.flatMap((file) => {
    const failedTests = file.assertionResults.filter((test) => test.status === "failed");
    if (failedTests.length > 0) return failedTests.map((test) => `${file.name} › ${test.fullName}`);
    return file.status === "failed" ? [file.name] : [];
  });
  const passed = tests.filter((test) => test.status === "passed").length;
  return { passed, failed: failures.length, failures };
}

/** A flaky test counts as failed. */
export function summarizePlaywright({ stats, errors, suites }: PlaywrightReport): TestSummary {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    failures: [
      ...suites.flatMap(unsteadySpecs),
      ...errors.map((error) => error.message ?? "an error outside of any test"),
    ],
  };
}

function unsteadySpecs({ specs, suites = [] }: PlaywrightSuite): string[] {
  const unsteady = specs.filter(({ tests }) =>
    tests.some(({ status }) => status === "unexpected" || status === "flaky"),
  );
  return [...unsteady.map(({ file, title }) => `${file} › ${title}`), ...suites.flatMap(unsteadySpecs)];
}

/**
 * Combines a runner's report and exit code.
 *
 * @param found null when the runner left no readable report
 */
export function settle(found: TestSummary | null, exitCode: number): TestSummary {
  if (found === null || found.passed + found.failed === 0)
    return { passed: 0, failed: 1, failures: ["the runner left no result"] };
  if (exitCode !== 0 && found.failed === 0)
    return { ...found, failed: 1, failures: [`the runner exited with code ${exitCode}`] };
  return found;
}

/** @returns the summaries added up */
export function sum(summaries: TestSummary[]): TestSummary {
  return {
    passed: summaries.reduce((total, { passed }) => total + passed, 0),
    failed: summaries.reduce((total, { failed }) => total + failed, 0),
    failures: summaries.flatMap(({ failures }) => failures),
  };
}
