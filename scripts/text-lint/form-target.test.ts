import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { descendants, type Node, parse } from "@/scripts/session-lint/syntax";

const nameOf = (node: Node) => String((node.name as Node).name);

const isSpread = ({ type }: Node) => type === "JSXSpreadAttribute";

/** @returns the lines of a component where a form says neither where nor how it is sent */
function formsWithoutTarget(source: string): number[] {
  const { program } = parse("component.tsx", source);
  return [...descendants(program)]
    .filter((node) => node.type === "JSXOpeningElement" && nameOf(node) === "form")
    .filter(({ attributes }) => {
      const named = (attributes as Node[]).filter((attribute) => !isSpread(attribute)).map(nameOf);
      // The props of that hook have the action in them.
      const isPosted = source.includes("usePostedForm(") && (attributes as Node[]).some(isSpread);
      return !named.includes("action") && !named.includes("method") && !isPosted;
    })
    .map(({ start }) => source.slice(0, start).split("\n").length);
}

test("a form without a target is found, whatever else it has", () => {
  expect(formsWithoutTarget("<form onSubmit={onSubmit} />")).toEqual([1]);
  expect(formsWithoutTarget("<p>\n<form {...props} /></p>")).toEqual([2]);
  expect(formsWithoutTarget("const form = usePostedForm(api); <form {...form.props} />")).toEqual([]);
  expect(formsWithoutTarget("<form action={action} onSubmit={onSubmit} />")).toEqual([]);
  expect(formsWithoutTarget('<form method="post" onSubmit={onSubmit} />')).toEqual([]);
});

// A browser that runs no script yet, or none at all, sends such a form with GET: its fields, and a password among them,
// would be in the address, in the history, and in the logs of servers.
test.each(globSync("app/**/*.tsx"))("every form in %s says where or how it is sent", (path) => {
  expect(formsWithoutTarget(readFileSync(path, "utf8"))).toEqual([]);
});
