import { NAMES } from "@/scripts/session-lint/names";
import type { Rule } from "@/scripts/session-lint/rule";
import {
  bare,
  beginningOf,
  type Call,
  callsIn,
  descendants,
  type Node,
  nameOf,
  textOf,
} from "@/scripts/session-lint/syntax";

/** Where a secret would stay, or be read by others: storage, addresses, messages, logs. */
const PLACES =
  /(?:^|\.)(?:localStorage|sessionStorage)\.setItem$|\.postMessage$|^(?:log\(\)|console)\.(?:trace|debug|log|info|warn|error)$|(?:^|\.)history\.(?:push|replace)State$|(?:^|\.)searchParams\.(?:set|append)$|^URLSearchParams$/;

const IN_QUERY = /[?&](?:token|secret|password|ticket|code)=$/i;

/** Tokens live in memory and in HttpOnly cookies, and nowhere else. */
export const tokenLeak: Rule = {
  name: "token-leak",
  *check(file, project) {
    const { program } = project.source(file);
    for (const { name, node, args } of callsIn(program)) {
      const secret = PLACES.test(name) ? args.map(secretIn).find((found) => found !== null) : null;
      if (secret) yield { node, message: `${name} gets ${secret}` };
    }
    for (const node of descendants(program)) {
      const isCookie =
        node.type === "AssignmentExpression" && nameOf(node.left as Node)?.endsWith("document.cookie");
      const secret = isCookie ? secretIn(node.right as Node) : null;
      if (secret) yield { node, message: `document.cookie gets ${secret}` };
      if (node.type === "TemplateLiteral" && (node.quasis as Quasi[]).some(endsInQuery))
        yield { node, message: "a secret is put into the query of an address" };
    }
  },
};

interface Quasi {
  value: { cooked: string };
  tail: boolean;
}

const endsInQuery = ({ value, tail }: Quasi) => !tail && IN_QUERY.test(value.cooked);

/** The name of a secret that an expression holds; a call may turn it into something else, so only its name counts. */
function secretIn(node: Node): string | null {
  const { type } = bare(node);
  if (type === "Identifier" || type === "MemberExpression") {
    const name = nameOf(node)?.split(".").at(-1) ?? "";
    return NAMES.secrets.test(name) ? name : null;
  }
  if (type === "ObjectExpression")
    return (
      (bare(node).properties as Node[])
        .map((one) => secretIn((one.value ?? one.argument) as Node))
        .find(Boolean) ?? null
    );
  if (type === "TemplateLiteral")
    return (bare(node).expressions as Node[]).map(secretIn).find(Boolean) ?? null;
  if (type === "CallExpression" && nameOf(bare(node).callee as Node) === "JSON.stringify")
    return (bare(node).arguments as Node[]).map(secretIn).find(Boolean) ?? null;
  return null;
}

const SENT_HEADERS = ["host", "x-forwarded-host", "x-forwarded-proto", "forwarded"];
const NEXT_URL = /\.nextUrl\.(?:origin|host|hostname|href|protocol)$/;

/** Our own origin comes from the configuration: the sender of a request chooses what its headers say. */
export const requestOrigin: Rule = {
  name: "request-origin",
  *check(file, project) {
    const { program } = project.source(file);
    for (const { name, node, args } of callsIn(program)) {
      if (/headers(?:\(\))?\.get$/.test(name) && SENT_HEADERS.includes(textOf(args[0])?.toLowerCase() ?? ""))
        yield { node, message: `reads the header ${textOf(args[0])}` };
      if (name === "URL" && args[1] && /\b(?:request|req)\.(?:url|nextUrl)$/.test(nameOf(args[1]) ?? ""))
        yield { node, message: "an address is made from the origin of the request" };
    }
    for (const node of descendants(program))
      if (node.type === "MemberExpression" && NEXT_URL.test(nameOf(node) ?? ""))
        yield { node, message: `reads ${nameOf(node)}` };
  },
};

const REDIRECTS = /^(?:redirect|permanentRedirect|NextResponse\.redirect|Response\.redirect)$/;

/** What a request says becomes neither markup nor the target of a redirect without a check. */
export const uncheckedOutput: Rule = {
  name: "unchecked-output",
  *check(file, project) {
    const { program } = project.source(file);
    for (const node of descendants(program)) {
      if (node.type === "JSXAttribute" && nameOf(node.name as Node) === "dangerouslySetInnerHTML")
        yield { node, message: "dangerouslySetInnerHTML" };
      const assigned = node.type === "AssignmentExpression" ? (nameOf(node.left as Node) ?? "") : "";
      if (/\.(?:inner|outer)HTML$/.test(assigned)) yield { node, message: `assigns ${assigned}` };
    }
    for (const call of callsIn(program))
      if (isUnchecked(call, { program, declared: (name) => project.resolve(file, name)?.node ?? null }))
        yield { node: call.node, message: `${call.name} to an unchecked address` };
  },
};

/** Where the names of an expression are looked up. */
interface Scope {
  program: Node;
  /** What a name stands for at the top of this file, or of the one it is imported from. */
  declared(name: string): Node | null;
}

function isUnchecked({ name, args: [target] }: Call, scope: Scope): boolean {
  return REDIRECTS.test(name) && target !== undefined && !isChecked(target, scope);
}

/** A path that begins with a fixed `/x`, or what a function that checks paths has returned, also with more behind it. */
function isChecked(target: Node, scope: Scope): boolean {
  const { type, callee, left, quasis, expressions, name } = bare(target);
  if (/^\/(?![/\\])/.test(beginningOf(target) ?? "")) return true;
  if (type === "BinaryExpression") return isChecked(left as Node, scope);
  if (type === "Identifier") return isAlwaysChecked(String(name), scope);
  const [first] = (expressions as Node[] | undefined) ?? [];
  const beginsWithValue = type === "TemplateLiteral" && (quasis as Quasi[])[0]?.value.cooked === "";
  if (beginsWithValue && first) return isChecked(first, scope);
  return (
    type === "CallExpression" && (NAMES.safePaths as readonly string[]).includes(nameOf(callee as Node) ?? "")
  );
}

/**
 * Whether a constant is a path of ours, or every variable of that name in the file holds a checked path. A parameter of
 * that name counts as unchecked.
 */
function isAlwaysChecked(name: string, scope: Scope): boolean {
  const { program, declared } = scope;
  const fixed = declared(name);
  if (fixed) return textOf(fixed) !== null && isChecked(fixed, scope);
  const values = [...descendants(program)].flatMap((node) =>
    node.type === "VariableDeclarator" && nameOf(node.id as Node) === name ? [node.init as Node | null] : [],
  );
  const isParameter = [...descendants(program)].some(({ params }) =>
    ((params as Node[] | undefined) ?? []).some((one) =>
      [...descendants(one)].some((part) => nameOf(part) === name),
    ),
  );
  return (
    !isParameter && values.length > 0 && values.every((value) => value !== null && isChecked(value, scope))
  );
}
