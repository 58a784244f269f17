import { existsSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Linux keeps files below this path in memory. Containers often have little of it, and start no program there. */
const MEMORY = "/dev/shm";
const NEEDED_BYTES = 2 ** 31;

/**
 * Makes a folder for data that no test needs after a crash of the whole machine. It is in memory where there is enough:
 * a commit waits there for no disk.
 *
 * @returns its path; the caller deletes it
 */
export function makeMemoryFolder(prefix: string): string {
  return mkdtempSync(path.join(hasMemory() ? MEMORY : tmpdir(), prefix));
}

function hasMemory(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > NEEDED_BYTES;
}
