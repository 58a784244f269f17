import { rmSync } from "node:fs";
import { onTestFinished } from "vitest";
import { makeMemoryFolder } from "./memory-folder";

/**
 * A folder that is deleted after the test, in memory where the system has such a file system.
 */
export function tempFolder(): string {
  const folder = makeMemoryFolder("latchkey-");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
