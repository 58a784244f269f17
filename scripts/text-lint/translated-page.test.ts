import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { descendants, type Node, parse } from "@/scripts/session-lint/syntax";

/** A component that puts each of its children into an element of its own. */
const WRAPS_CHILDREN = ["InlineList"];

/** @returns true when an expression may render a text node of its own, outside any element. */
function rendersText(node: Node): boolean {
  switch (node.type) {
    case "ConditionalExpression":
      return rendersText(node.consequent as Node) || rendersText(node.alternate as Node);
    case "LogicalExpression":
      return rendersText(node.right as Node);
    case "ParenthesizedExpression":
      return rendersText(node.expression as Node);
    case "JSXFragment":
      return contentOf(node).some((child) => child.type === "JSXText" || isConditionalText(child));
    case "Literal":
      return node.value !== null && typeof node.value !== "boolean";
    case "TemplateLiteral":
    case "CallExpression":
      return true;
    default:
      return false;
  }
}

function contentOf(parent: Node): Node[] {
  return (parent.children as Node[]).filter(
    (child) =>
      child.type !== "JSXText" || String(child.value).trim() !== "" || !String(child.value).includes("\n"),
  );
}

function isConditionalText(child: Node): boolean {
  if (child.type !== "JSXExpressionContainer") return false;
  const expression = child.expression as Node;
  return /^(?:Conditional|Logical)Expression$/.test(expression.type) && rendersText(expression);
}

/** @returns the lines of a component where conditional text has siblings. */
function bareConditionalText(source: string): number[] {
  const { program } = parse("component.tsx", source);
  return [...descendants(program)]
    .filter(({ type }) => type === "JSXElement" || type === "JSXFragment")
    .filter((parent) => {
      const name = ((parent.openingElement as Node | undefined)?.name as Node | undefined)?.name;
      return contentOf(parent).length > 1 && !WRAPS_CHILDREN.includes(String(name));
    })
    .flatMap((parent) => contentOf(parent).filter(isConditionalText))
    .map(({ start }) => source.slice(0, start).split("\n").length);
}

test("conditional text beside siblings is found; in an element of its own it is not", () => {
  expect(bareConditionalText('<p>Note {isKept && "kept"}</p>')).toEqual([1]);
  expect(bareConditionalText('<p><b />{isKept ? "kept" : null}</p>')).toEqual([1]);
  expect(bareConditionalText("<p>On {device}{place && <>, from {place}</>}</p>")).toEqual([1]);
  expect(bareConditionalText('<p>Note <span>{isKept && "kept"}</span></p>')).toEqual([]);
  expect(bareConditionalText("<p>Note {isKept && <b>kept</b>}</p>")).toEqual([]);
});

// Translators wrap each text node in an element of their own. React then fails when it removes a text node from the
// parent it knows. Conditional text therefore stands alone in an element that React can remove with it.
test.each(globSync("app/**/*.tsx"))("%s has no conditional text beside other content", (path) => {
  expect(bareConditionalText(readFileSync(path, "utf8"))).toEqual([]);
});
