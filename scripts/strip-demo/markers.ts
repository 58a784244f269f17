/**
 * The marks in files that belong to the product, around the few lines that belong to the demo:
 *
 *     import { startDemo } from "@/lib/server/demo/start-demo"; // demo:line
 *
 *     // demo:start
 *     await startDemo();
 *     // demo:instead
 *     // await startWithoutDemo();
 *     // demo:end
 *
 * `demo:line` stands at the end of a line. The others stand on lines of their own, in whatever comment the language has.
 * What follows `demo:instead` is a comment until the demo is taken out.
 */
const MARK = /\bdemo:(line|start|instead|end)\b/;
const COMMENTED = /^(\s*)(?:\/\/|#) ?/;

type Place = "product" | "demo" | "instead";

/** What may follow each mark, and where the lines after it belong. */
const NEXT: Record<string, { from: Place[]; to: Place }> = {
  start: { from: ["product"], to: "demo" },
  instead: { from: ["demo"], to: "instead" },
  end: { from: ["demo", "instead"], to: "product" },
};

/**
 * @param file for the error
 * @returns the text without what is marked
 * @throws Error naming file and line, for a mark that does not fit the one before it
 */
export function withoutMarked(text: string, file: string): string {
  if (!MARK.test(text)) return text;
  let place: Place = "product";
  const kept: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const mark = MARK.exec(line)?.[1];
    const next = mark && mark !== "line" ? NEXT[mark] : undefined;
    if (next) {
      if (!next.from.includes(place)) throw new Error(`${file}:${index + 1}: demo:${mark} does not fit here`);
      place = next.to;
    } else if (place === "instead") {
      kept.push(line.replace(COMMENTED, "$1"));
    } else if (place === "product" && !mark) {
      kept.push(line);
    }
  }
  if (place !== "product") throw new Error(`${file}: demo:end is missing`);
  // Where a paragraph was, two blank lines are left.
  return kept.join("\n").replace(/\n{3,}/g, "\n\n");
}
