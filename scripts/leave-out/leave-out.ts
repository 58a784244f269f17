/** Takes a feature out of a folder with a copy of the project, as its page in docs/remove says. */
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = "docs/remove";

/** What a page says to do, besides its patch. */
export interface Removal {
  /** Files, folders and patterns. */
  deleted: string[];
  /** Lines to delete: the file, and a part that only this line has; or, with `every`, each line that has it. */
  lines: { file: string; part: string; every: boolean }[];
}

/** @returns the names of the features that have a page */
export function removableFeatures(root: string): string[] {
  return globSync(`${FOLDER}/*.md`, { cwd: root })
    .map((page) => page.slice(FOLDER.length + 1, -".md".length))
    .filter((name) => name !== "README")
    .sort();
}

/** @returns what the page of a feature says to delete */
export function readRemoval(root: string, feature: string): Removal {
  const page = readFileSync(join(root, FOLDER, `${feature}.md`), "utf8");
  const listed = (kind: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, "gms"))].flatMap(([, list = ""]) =>
      list.trim().split("\n"),
    );
  const linesIn = (kind: string, every: boolean) =>
    listed(kind).map((line) => {
      const [file = "", ...part] = line.split(": ");
      return { file, part: part.join(": "), every };
    });
  return {
    deleted: listed("delete"),
    lines: [...linesIn("delete-lines", false), ...linesIn("delete-every-line", true)],
  };
}

/** @returns what a line of a `delete` list names. The brackets and parentheses of routes are no patterns. */
export function filesNamed(root: string, pattern: string): string[] {
  return globSync(pattern.replace(/[[\]()]/g, "?"), { cwd: root });
}

/**
 * Deletes the files and the lines, and applies the patch. What does not fit any more, because the fork has changed it, is
 * left as it is.
 *
 * @returns what is left to do by hand, in a line each
 */
export function leaveOut(root: string, feature: string): string[] {
  const { deleted, lines } = readRemoval(root, feature);
  const left: string[] = [];
  for (const pattern of deleted)
    for (const path of filesNamed(root, pattern)) rmSync(join(root, path), { recursive: true });
  for (const { file, part, every } of lines)
    if (!deleteLines(join(root, file), part, every)) left.push(`${file}: ${part}`);
  const patch = resolve(root, FOLDER, `${feature}.patch`);
  if (existsSync(patch)) left.push(...applyPatch(root, patch));
  rmSync(patch, { force: true });
  rmSync(join(root, FOLDER, `${feature}.md`));
  deleteLines(join(root, FOLDER, "README.md"), `(${feature}.md)`, false);
  for (const other of removableFeatures(root)) forgetDeleted(root, other);
  return left;
}

/** Takes out of a page's lists what has gone with another feature. */
function forgetDeleted(root: string, feature: string): void {
  const page = join(root, FOLDER, `${feature}.md`);
  const { deleted, lines } = readRemoval(root, feature);
  const gone = new Set([
    ...deleted.filter((pattern) => filesNamed(root, pattern).length === 0),
    ...lines
      .filter(({ file, part }) => !hasLine(join(root, file), part))
      .map(({ file, part }) => `${file}: ${part}`),
  ]);
  if (gone.size === 0) return;
  const kept = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => !gone.has(line));
  writeFileSync(page, kept.join("\n"));
}

function hasLine(file: string, part: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").includes(part);
}

/** @returns whether a line had the part, and no other one unless all may go */
function deleteLines(file: string, part: string, every: boolean): boolean {
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, "utf8").split("\n");
  const kept = lines.filter((line) => !line.includes(part));
  const count = lines.length - kept.length;
  if (count === 0 || (count > 1 && !every)) return false;
  writeFileSync(file, kept.join("\n"));
  return true;
}

/** Each file has its own turn, so that one that was changed keeps no other from being patched. */
function applyPatch(root: string, patch: string): string[] {
  const parts = readFileSync(patch, "utf8").split(/^(?=diff --git )/m);
  return parts.flatMap((part) => {
    const [, file = ""] = /^diff --git a\/(.+) b\//.exec(part) ?? [];
    try {
      execFileSync("git", ["apply", "-C0", "--whitespace=nowarn", "-"], {
        cwd: root,
        input: part,
        stdio: "pipe",
      });
      return [];
    } catch {
      return [`${file}: by hand, as ${FOLDER} of the project you forked says in its patch\n${part}`];
    }
  });
}
