/** The code of docs/build-on-it.md, for the tests that follow the guide. */
import { readFileSync } from "node:fs";

const GUIDE = "docs/build-on-it.md";

/** One code block of the guide that belongs to a file: all of it, or a change of it. */
export interface Block {
  file: string;
  isDiff: boolean;
  code: string;
}

/** @param root the project's folder */
export function readGuide(root: string): Block[] {
  return [...readFileSync(`${root}/${GUIDE}`, "utf8").matchAll(/^```(\w+) file=(\S+)\n(.*?)^```$/gms)].map(
    ([, language, file = "", code = ""]) => ({ file, isDiff: language === "diff", code }),
  );
}

/**
 * Adds the lines of a diff that begin with `+` after the lines before them, which have to stand in the file once. The
 * width of a table's columns does not matter.
 */
export function patched(text: string, { file, code }: Pick<Block, "file" | "code">): string {
  const lines = code.trimEnd().split("\n");
  const linesWith = (sign: string) =>
    lines.filter((line) => line[0] === sign).map((line) => `${line.slice(1)}\n`);
  const before = linesWith(" ").join("");
  const pattern = before.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ +/g, " +");
  const found = [...text.matchAll(new RegExp(pattern, "g"))];
  const [match] = found;
  if (!match || found.length > 1)
    throw new Error(
      `${GUIDE}: this should stand in ${file} once:\n${before}\nUpdate the guide to what stands there now.`,
    );
  if (text.includes(linesWith("+").join("")))
    throw new Error(
      `${GUIDE}: the lines added to ${file} stand there already. A project that has followed the guide deletes docs/build-on-it.test.ts.`,
    );
  const end = match.index + match[0].length;
  return text.slice(0, end) + linesWith("+").join("") + text.slice(end);
}
