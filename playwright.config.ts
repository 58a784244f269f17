import { defineConfig, devices } from "@playwright/test";
import { findBrowser, findFullBrowser } from "./scripts/browser";

/**
 * Tests of settings and services that the headless build of Chromium lacks, and of tabs with a process each: its tabs
 * share one.
 */
const NEEDS_FULL_BROWSER = /@full-browser/;

/** Files that take longest. They begin first, so that at the end no worker runs one of them alone. */
const LONGEST =
  /(operations\/(migrate-to-postgres|restore|start|start-cluster)|resilience\/(cluster|crash)|tabs\/(sleep-and-wake|tab-sync))\.spec\.ts$/;

/** A browser under test connects to no other host. */
const args = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

const headless = { ...devices["Desktop Chrome"], launchOptions: { ...findBrowser(), args } };

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // Tests for other browsers: playwright.engines.config.ts.
  testIgnore: "engines/**",
  globalSetup: "./e2e/support/global-setup.ts",
  // One worker runs all tests of a file, so a file's own server starts once.
  fullyParallel: false,
  // One more than there are cores in a small machine: a story waits for a third of its time.
  workers: 3,
  // A test that passes at the second try is a failing test.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "test-results/report.json" }],
  ],
  use: {
    // Recording takes a fifth of the CPU time: TRACE=on npm run e2e.
    trace: process.env.TRACE === "on" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
  },
  projects: [
    // First, because it has few files and another browser.
    {
      name: "chromium-full",
      grep: NEEDS_FULL_BROWSER,
      use: { ...devices["Desktop Chrome"], launchOptions: { ...findFullBrowser(), args } },
    },
    { name: "chromium-long", testMatch: LONGEST, grepInvert: NEEDS_FULL_BROWSER, use: headless },
    { name: "chromium", testIgnore: ["engines/**", LONGEST], grepInvert: NEEDS_FULL_BROWSER, use: headless },
  ],
});
