/** The code of the guide, for the tests that follow it. */
import { readFileSync } from "node:fs";

/** In the order in which a reader follows them. */
const GUIDES = ["docs/build-on-it.md", "docs/build-for-organizations.md"];

/** One code block of the guide that belongs to a file: all of it, or a change of it. */
export interface Block {
  guide: string;
  file: string;
  isDiff: boolean;
  code: string;
}

/** @param root the project's folder */
export function readGuide(root: string): Block[] {
  return GUIDES.flatMap((guide) =>
    [...readFileSync(`${root}/${guide}`, "utf8").matchAll(/^```(\w+) file=(\S+)\n(.*?)^```$/gms)].map(
      ([, language, file = "", code = ""]) => ({ guide, file, isDiff: language === "diff", code }),
    ),
  );
}

/**
 * Applies a diff: the lines that begin with a space or `-` have to stand in the file once. Those with `-` go, and those with
 * `+` come after them. The width of a table's columns does not matter.
 */
export function patched(text: string, { guide, file, code }: Omit<Block, "isDiff">): string {
  const lines = code.trimEnd().split("\n");
  const linesWith = (signs: string) =>
    lines.filter((line) => signs.includes(line.charAt(0))).map((line) => `${line.slice(1)}\n`);
  const [before, kept, added] = [linesWith(" -"), linesWith(" "), linesWith("+")].map((each) =>
    each.join(""),
  );
  const found = [...text.matchAll(patternOf(before ?? ""))];
  const [match] = found;
  if (!match || found.length > 1)
    throw new Error(
      `${guide}: this should stand in ${file} once:\n${before}\nUpdate the guide to what stands there now.`,
    );
  if (text.includes(added ?? ""))
    throw new Error(
      `${guide}: the lines added to ${file} stand there already. A project that has followed the guide deletes docs/build-on-it.test.ts.`,
    );
  const [standing = ""] = before === kept ? match : [kept];
  return text.slice(0, match.index) + standing + added + text.slice(match.index + match[0].length);
}

function patternOf(lines: string): RegExp {
  return new RegExp(lines.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ +/g, " +"), "g");
}
