import { readFileSync } from "node:fs";

const FILE_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * Counts the commits in the write-ahead log of an SQLite file, as they are on the disk (https://sqlite.org/fileformat.html,
 * "The Write-Ahead Log"). Each of them has waited for the disk.
 *
 * @returns the number of commits since the log began, which is after the last checkpoint that emptied it
 */
export function countCommits(file: string): number {
  const log = readFileSync(`${file}-wal`);
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let commits = 0;
  for (let at = FILE_HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const isOfThisLog = log.subarray(at + 8, at + 16).equals(salts);
    // The size of the database after the commit, in the last frame of a transaction alone.
    if (isOfThisLog && log.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}
