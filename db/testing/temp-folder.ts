import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/**
 * A folder that is deleted after the test, in memory where the system has such a file system.
 */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "latchkey-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
