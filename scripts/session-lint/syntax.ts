/** What the rules, and tests of the texts in components, read of a syntax tree (ESTree, from oxc-parser). */
import { type Comment, parseSync } from "oxc-parser";

export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** A parsed file. */
export interface Source {
  path: string;
  text: string;
  program: Node;
  comments: Comment[];
}

/** @returns whether a value of a syntax tree is a node of it */
export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** @returns the nodes right below one, types among them, in the order of the source */
export function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

const parsed = new Map<string, Source>();

/** @throws Error naming the file, when it is no TypeScript */
export function parse(path: string, text: string): Source {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const source = { path, text, program: program as unknown as Node, comments };
  parsed.set(path, source);
  return source;
}

/** The node and everything below it. Types are left out: they run nothing. */
export function* descendants(node: Node): Generator<Node> {
  if (node.type.startsWith("TS") && !RUNNING.has(node.type)) return;
  yield node;
  for (const child of childrenOf(node)) yield* descendants(child);
}

/** Type syntax around an expression that runs. */
const RUNNING = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSEnumDeclaration",
]);

/** The expression inside parentheses, `as`, `satisfies`, `!` and `await`. */
export function bare(node: Node): Node {
  const inner = WRAPPERS.has(node.type) ? ((node.expression ?? node.argument) as Node) : null;
  return inner ? bare(inner) : node;
}

const WRAPPERS = new Set([
  "ParenthesizedExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "AwaitExpression",
  "ChainExpression",
]);

/**
 * The name of what is called or read: `a.b.c`, with `()` where a part is a call: `cookies().set`.
 *
 * @returns null for anything that has no such name
 */
export function nameOf(node: Node): string | null {
  const { type, name, object, property, computed, callee } = bare(node);
  if (type === "Identifier" || type === "JSXIdentifier") return String(name);
  if (type === "CallExpression") {
    const called = nameOf(callee as Node);
    return called && `${called}()`;
  }
  if (type !== "MemberExpression" || computed === true) return null;
  const [owner, member] = [nameOf(object as Node), nameOf(property as Node)];
  return member && `${owner ?? "?"}.${member}`;
}

/** A call, with the name of what is called. */
export interface Call {
  name: string;
  node: Node;
  args: Node[];
}

/** Every call below a node, `new` included. */
export function* callsIn(node: Node): Generator<Call> {
  for (const found of descendants(node)) {
    if (found.type !== "CallExpression" && found.type !== "NewExpression") continue;
    const name = nameOf(found.callee as Node);
    if (name) yield { name, node: found, args: found.arguments as Node[] };
  }
}

/** @returns the text of a string, or of a template without values; null for anything else */
export function textOf(node: Node | undefined): string | null {
  if (!node) return null;
  const { type, value, quasis, expressions } = bare(node);
  if (type === "Literal") return typeof value === "string" ? value : null;
  if (type !== "TemplateLiteral" || (expressions as Node[]).length > 0) return null;
  return String((quasis as { value: { cooked: string } }[])[0]?.value.cooked ?? "");
}

/** @returns the fixed text that a string or template begins with; null for anything else */
export function beginningOf(node: Node | undefined): string | null {
  if (!node) return null;
  const { type, quasis, left, operator } = bare(node);
  if (type === "TemplateLiteral") return (quasis as { value: { cooked: string } }[])[0]?.value.cooked ?? null;
  return type === "BinaryExpression" && operator === "+" ? beginningOf(left as Node) : textOf(node);
}

/** The properties of an object literal by name; those that are spread or computed are left out. */
export function propertiesOf(node: Node): Map<string, Node> {
  const { type, properties } = bare(node);
  if (type !== "ObjectExpression") return new Map();
  return new Map(
    (properties as Node[]).flatMap((property): [string, Node][] => {
      if (property.type !== "Property") return [];
      const key = property.key as Node;
      const name = key.type === "Literal" ? String(key.value) : property.computed ? null : nameOf(key);
      return name === null ? [] : [[name, property.value as Node]];
    }),
  );
}

/** @returns whether an object literal holds more than `propertiesOf` can read */
export function hasUnreadProperties(node: Node): boolean {
  const { type, properties } = bare(node);
  return type !== "ObjectExpression" || propertiesOf(node).size < (properties as Node[]).length;
}

/** @returns whether a file begins with a directive such as "use server" */
export function hasDirective({ program }: Source, directive: string): boolean {
  return (program.body as Node[]).some((statement) => statement.directive === directive);
}

/** @returns the number of the line a position is in, from 1 */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
