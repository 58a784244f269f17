import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tempFolder } from "./temp-folder";

/**
 * Copies an engine's migrations up to one of them, as an older version of the app had them.
 *
 * @param name the first migration that is missing, without its number
 * @returns the folder of the copy, which is deleted with the test
 */
export function migrationsBefore(engine: "sqlite" | "postgres", name: string): string {
  const folder = path.join(tempFolder(), "migrations");
  cpSync(path.join(process.cwd(), `db/${engine}/migrations`), folder, { recursive: true });
  const file = path.join(folder, "meta/_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  const end = journal.entries.findIndex(({ tag }) => tag.endsWith(`_${name}`));
  if (end < 1) throw new Error(`no migration before ${name}`);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  return folder;
}
