/** `npm run e2e:engines`: the main tests in a real Firefox and a real WebKit. */
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig<object, { engine: "firefox" | "webkit" }>({
  ...base,
  testDir: "e2e/engines",
  testIgnore: [],
  workers: 2,
  timeout: 120_000,
  projects: [
    { name: "firefox", use: { engine: "firefox" } },
    { name: "webkit", use: { engine: "webkit" } },
  ],
});
