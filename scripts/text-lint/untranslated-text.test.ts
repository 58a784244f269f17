import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { childrenOf, isNode, type Node, parse } from "@/scripts/session-lint/syntax";

/** Where texts may still stand in the files, in English: the beginnings of paths. A room that is translated leaves this list. */
const NOT_YET_TRANSLATED: readonly string[] = [
  // All rooms are translated.
];

/** One answer for readers of every language: a phone's icon, and a frame that no one sees. */
const SHARED = ["app/manifest.webmanifest/", "app/embed/"];

/** Names, and words that a standard defines. */
const NO_TEXT =
  /^(?:Latchkey|Escape|Enter|Tab|Home|End|Backspace|Delete|Arrow(?:Up|Down|Left|Right)|Accept|Set-Cookie|Content-Type|Authorization|Bearer|GET|POST|PUT|PATCH|DELETE)$/;

/** Attributes whose values people read or hear. */
const SPOKEN =
  /^(?:aria-(?:label|description|roledescription|placeholder|valuetext)|title|alt|placeholder|label|hint)$/;

/** @returns the texts in a file that a person would read: in elements, in spoken attributes, and strings that begin as sentences do. */
function literalTexts(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parse(file, source).program, false);
  return found;

  function visit(node: Node, isSpoken: boolean): void {
    switch (node.type) {
      case "ImportDeclaration":
      case "TSLiteralType":
      case "TSTypeAliasDeclaration":
      case "TSInterfaceDeclaration":
      // The message of an error is for developers.
      case "ThrowStatement":
        return;
      case "JSXText":
        note(node.value, true);
        return;
      case "JSXAttribute": {
        const { name } = node.name as unknown as { name: string };
        if (name === "className") return;
        if (isNode(node.value)) visit(node.value, SPOKEN.test(String(name)));
        return;
      }
      case "Literal":
        note(node.value, isSpoken);
        return;
      case "TemplateElement":
        note((node.value as { cooked: string }).cooked, isSpoken);
        return;
    }
    for (const child of childrenOf(node)) visit(child, isSpoken);
  }

  function note(value: unknown, isSpoken: boolean): void {
    if (typeof value !== "string") return;
    const text = value.trim();
    const isText = isSpoken
      ? /\p{L}/u.test(text)
      : /^[“"]?\p{Lu}[\p{Ll}’]*(?:[\s….,:?!]|$)/u.test(text) && /\p{Ll}/u.test(text);
    if (isText && !NO_TEXT.test(text)) found.push(text);
  }
}

test("texts are found in elements, in spoken attributes, and in strings", () => {
  const texts = (source: string) => literalTexts("component.tsx", source);
  expect(texts("<p>Sign out</p>")).toEqual(["Sign out"]);
  expect(texts('<input aria-label="name" />')).toEqual(["name"]);
  expect(texts('<a title={isOn ? "on" : t.off} />')).toEqual(["on"]);
  expect(texts('const NAME = { light: "Light theme" };')).toEqual(["Light theme"]);
  expect(texts("toast(`Signed out $" + "{name}`)")).toEqual(["Signed out"]);
  expect(texts('<p className="Big text">{t.signOut}</p>')).toEqual([]);
  expect(texts('if (event.key === "Escape") throw new Error("No provider above");')).toEqual([]);
});

const files = globSync(["app/**/*.{ts,tsx}", "lib/server/mail/{notices,render,texts}.ts"])
  .filter((file) => !/\.(?:test|fixture)\.tsx?$|^app\/api\//.test(file))
  .filter((file) => !SHARED.some((begin) => file.startsWith(begin)));
const isWaiting = (file: string) => NOT_YET_TRANSLATED.some((begin) => file.startsWith(begin));

test.each(files.filter((file) => !isWaiting(file)))("%s has its texts in the catalogue", (file) => {
  const advice = `Put the texts of ${file} into lib/texts: docs/build-on-it.md, "Texts and languages". Or add to NOT_YET_TRANSLATED in scripts/text-lint/untranslated-text.test.ts: "${dirname(file)}/",`;
  expect(literalTexts(file, readFileSync(file, "utf8")), advice).toEqual([]);
});

test.each(NOT_YET_TRANSLATED)("%s is not translated yet", (begin) => {
  const texts = files
    .filter((file) => file.startsWith(begin))
    .flatMap((file) => literalTexts(file, readFileSync(file, "utf8")));
  expect(texts).not.toEqual([]);
});
