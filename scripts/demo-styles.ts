/** Looks in a build for classes of the demo in the stylesheets of pages outside the demo. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD, listProductRoutes } from "./demo-modules";
import { readManifest } from "./first-load-size";
import { isDemoFile } from "./strip-demo/strip";

/** Goes with the demo, because a fork has a start page of its own, and is shown without `DEMO` as well. */
const SHOWN_WITHOUT_DEMO = /^app\/ui\/landing\/(?!demo-)/;

const OF_FONT = /_(?:className|variable)$/;

/**
 * Looks through the stylesheets of every page that is not one of the demo's own. Each class in them has to stand in a file
 * that is shown without the demo.
 *
 * @returns the classes that do not, and the number of stylesheets looked at
 */
export function findDemoInStyles(): { finds: string[]; sheets: number } {
  const sheets = new Set(
    listProductRoutes().flatMap((route) =>
      Object.values(readManifest(route)?.entryCSSFiles ?? {}).flatMap((files) =>
        files.map(({ path }) => path),
      ),
    ),
  );
  const classes = [...sheets].flatMap((path) => classesOf(readFileSync(join(BUILD, path), "utf8")));
  return { finds: findUnnamed(classes, readProduct()), sheets: sheets.size };
}

/** @returns the text of all files of the app that are shown without the demo */
export function readProduct(): string {
  const files = globSync("app/**/*.{ts,tsx}").filter(
    (path) => !isDemoFile(path) || SHOWN_WITHOUT_DEMO.test(path),
  );
  return files.map((path) => readFileSync(path, "utf8")).join("\n");
}

/** @returns the classes that a stylesheet has rules for, each once; not those that Next makes for a font */
export function classesOf(css: string): string[] {
  const selectors = (css.match(/[^{};]+(?=\{)/g) ?? []).filter((text) => !text.trimStart().startsWith("@"));
  const names = selectors.flatMap((text) => text.match(/(?<=\.)(?:\\[\da-f]{1,6} ?|\\.|[\w-])+/gi) ?? []);
  return [...new Set(names.map(unescapeName))].filter((name) => !OF_FONT.test(name));
}

const unescapeName = (name: string) =>
  name.replace(/\\(?:([\da-f]{1,6}) ?|(.))/gi, (_, code?: string, character?: string) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (character ?? ""),
  );

/** @returns the classes that a text does not contain, each as a word of its own */
export function findUnnamed(classes: readonly string[], text: string): string[] {
  // A quotation mark ends a class, or is a part of one.
  const words = new Set([...text.split(/[\s"'`{}]+/), ...text.split(/[\s"`{}]+/)]);
  return classes.filter((name) => !words.has(name));
}
