import { isRouteFile, readEndpoints } from "@/scripts/session-lint/endpoints";
import { NAMES } from "@/scripts/session-lint/names";
import type { Project } from "@/scripts/session-lint/project";
import type { Rule } from "@/scripts/session-lint/rule";
import { bare, beginningOf, callsIn, descendants, type Node, nameOf } from "@/scripts/session-lint/syntax";

/** Every page for signed-in users asks for the session itself: a layout runs beside its page, not before it. */
export const pageGuard: Rule = {
  name: "page-guard",
  *check(file, project) {
    if (!file.startsWith(NAMES.guardedPages) || !file.endsWith("/page.tsx")) return;
    const page = project.declarations(file).get("default");
    const node = page?.node ?? project.source(file).program;
    const guard = page && statementsOf(page.node).flatMap(guardsIn)[0];
    if (!guard) yield { node, message: `the page calls no ${NAMES.pageGuards.join(" or ")} of its own` };
    else if (!guard.args.some((argument) => /^(?:$|\/)/.test(beginningOf(argument) ?? "?")))
      yield { node: guard.node, message: `${guard.name} gets no path as a literal` };
  },
};

/** The statements of a function itself: a guard inside a condition or another function may not run. */
function statementsOf(node: Node): Node[] {
  const body = node.body as Node | undefined;
  return body?.type === "BlockStatement" ? (body.body as Node[]) : [];
}

function guardsIn(statement: Node) {
  const expressions =
    statement.type === "VariableDeclaration"
      ? (statement.declarations as { init: Node | null }[]).flatMap(({ init }) => init ?? [])
      : statement.type === "ExpressionStatement"
        ? [statement.expression as Node]
        : [];
  return expressions.flatMap((expression) =>
    [...callsIn(expression)].filter(
      ({ name, node }) => (NAMES.pageGuards as readonly string[]).includes(name) && bare(expression) === node,
    ),
  );
}

const NAVIGATES = /(?:^|\.)router\.(?:push|replace|prefetch)$/;

/** A link is followed, and fetched ahead, by browsers, scanners and previews: it must not change anything. */
export const mutatingLink: Rule = {
  name: "mutating-link",
  *check(file, project) {
    const { program } = project.source(file);
    for (const node of descendants(program)) {
      if (node.type !== "JSXOpeningElement") continue;
      const element = nameOf(node.name as Node);
      const href = attributeOf(node, "href");
      const path = beginningOf(href) ?? "";
      if (element === "Link" && path.startsWith("/api/"))
        yield { node, message: `Link to ${path}: Next fetches it ahead of the click` };
      if (element === "a" && path.startsWith("/api/") && !isRead(path, project))
        yield { node, message: `a link to ${path}, which has no GET` };
    }
    for (const { name, node, args } of callsIn(program)) {
      const path = beginningOf(args[0]) ?? "";
      if (NAVIGATES.test(name) && path.startsWith("/api/"))
        yield { node, message: `${name} goes to ${path}` };
    }
  },
};

function attributeOf(element: Node, wanted: string): Node | undefined {
  const attribute = (element.attributes as Node[]).find(
    ({ type, name }) => type === "JSXAttribute" && nameOf(name as Node) === wanted,
  );
  const value = attribute?.value as Node | null | undefined;
  return value?.type === "JSXExpressionContainer" ? (value.expression as Node) : (value ?? undefined);
}

/** Whether the route of a path has a GET. A path with values in it is compared by its fixed beginning. */
function isRead(path: string, project: Project): boolean {
  const [asked = ""] = path.split(/[?#]/, 1);
  return project.files.some(
    (file) =>
      isRouteFile(file) &&
      file.slice("app".length).replace(/\/route\.tsx?$/, "") === asked &&
      readEndpoints(file, project).endpoints.some(({ method }) => method === "GET"),
  );
}
