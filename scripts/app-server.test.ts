import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { prepareApp } from "./app-server";

test("a server that does not start says why: its exit code and what it printed at this start", async () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-app-server-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const logFile = join(folder, "server.log");
  const entry = join(folder, "server.mjs");
  writeFileSync(logFile, "of an earlier start\n");
  writeFileSync(entry, `console.error("the disk is full"); process.exit(3);`);
  const app = await prepareApp({ ...process.env }, { logFile, entry });
  await expect(app.start()).rejects.toThrow(/did not start \(3\):\n(?!of an earlier start)the disk is full/);
});
