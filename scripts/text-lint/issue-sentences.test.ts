/** Rules and schemas take what they say of wrong input from the catalogue, so that each sentence has its translation. */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { childrenOf, isNode, type Node, parse } from "@/scripts/session-lint/syntax";

/** What whoever runs the app reads: the settings are in English. */
const FOR_OPERATORS = "lib/server/config-schema.ts";

/**
 * @returns the sentences about wrong input that are written where a rule refuses it: beside the path of an issue, and as
 *   an argument of a schema
 */
function literalIssues(file: string, source: string): string[] {
  const found: string[] = [];
  const isSchema = source.includes('from "zod"');
  visit(parse(file, source).program);
  return found;

  function visit(node: Node): void {
    if (node.type === "ThrowStatement") return;
    if (node.type === "ObjectExpression") {
      const properties = (node.properties as Node[]).filter(({ type }) => type === "Property");
      const named = (name: string) =>
        properties.find(({ key }) => isNode(key) && "name" in key && key.name === name);
      const message = named("path") && named("message")?.value;
      if (isNode(message)) note(message);
    }
    if (isSchema && node.type === "CallExpression" && isNode(node.callee)) {
      const { property } = node.callee as { property?: { name?: string } };
      if (SCHEMA_CHECK.test(property?.name ?? "")) for (const one of node.arguments as Node[]) note(one);
    }
    for (const child of childrenOf(node)) visit(child);
  }

  function note(node: Node): void {
    if (node.type === "TemplateLiteral") found.push(source.slice(node.start, node.end));
    else if (typeof node.value === "string" && /\p{L}/u.test(node.value)) found.push(node.value);
  }
}

const SCHEMA_CHECK = /^(?:min|max|length|regex|refine|email|url|nonempty|superRefine|check)$/;

test("sentences about wrong input are found in rules and in schemas", () => {
  const issues = (source: string) => literalIssues("rule.ts", source);
  expect(issues('fail("invalid_request", { issues: [{ path: "", message: "Too many." }] })')).toEqual([
    "Too many.",
  ]);
  expect(issues("const TOO_MANY = { path: '', message: `At most $" + "{most}.` };")).toHaveLength(1);
  expect(issues('import { z } from "zod"; z.string().min(1, "Enter a code.")')).toEqual(["Enter a code."]);
  expect(issues("const TOO_MANY = { path: 'name', message: validation.tooMany };")).toEqual([]);
  expect(
    issues('import { z } from "zod"; z.string().regex(/^a$/, validation.slug).describe("A name.")'),
  ).toEqual([]);
});

test.each(
  globSync("{app,lib}/**/*.ts").filter(
    (file) => file !== FOR_OPERATORS && !/\.(?:test|fixture)\.ts$|^lib\/texts\//.test(file),
  ),
)("%s takes its sentences about wrong input from the catalogue", (file) => {
  expect(literalIssues(file, readFileSync(file, "utf8"))).toEqual([]);
});
