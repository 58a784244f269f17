/** How a route file is read: the endpoint of each method. */
import { NAMES } from "./names";
import type { Project } from "./project";
import type { Problem } from "./rule";
import { bare, hasUnreadProperties, type Node, nameOf, propertiesOf } from "./syntax";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export interface EndpointCall {
  method: string;
  /** The wrapper that made it. */
  wrapper: string;
  node: Node;
  /** What it was made with. */
  options: Map<string, Node>;
}

/** @returns whether a file of the app holds the handlers of a route */
export const isRouteFile = (file: string) => /^app\/.*\/route\.tsx?$/.test(file);

/** @returns the endpoints of a route file, and what could not be read of it */
export function readEndpoints(
  file: string,
  project: Project,
): { endpoints: EndpointCall[]; problems: Problem[] } {
  const endpoints: EndpointCall[] = [];
  const problems: Problem[] = [];
  const seen = new Set<Node>();
  for (const [name, { node, isExported }] of project.declarations(file)) {
    if (!METHODS.includes(name) || !isExported || seen.has(node)) continue;
    seen.add(node);
    if (!isRouteWrapper(node)) {
      problems.push({ node, message: `${name} is not made by ${NAMES.routes.join(" or ")}` });
      continue;
    }
    const [table] = node.arguments as Node[];
    if (table) readTable(file, project, table, { endpoints, problems });
  }
  return { endpoints, problems };
}

function readTable(
  file: string,
  project: Project,
  table: Node,
  { endpoints, problems }: ReturnType<typeof readEndpoints>,
): void {
  const object = follow(file, project, table);
  const [inner] =
    object.type === "CallExpression" && isRouteWrapper(object) ? (object.arguments as Node[]) : [];
  if (inner) {
    readTable(file, project, inner, { endpoints, problems });
    return;
  }
  if (hasUnreadProperties(object)) problems.push({ node: table, message: "the methods can't be read here" });
  for (const [method, value] of propertiesOf(object)) {
    const call = follow(file, project, value);
    const wrapper = call.type === "CallExpression" ? nameOf(call.callee as Node) : null;
    const [options] = (call.arguments as Node[] | undefined) ?? [];
    if (!wrapper || !options || !(NAMES.endpoints as readonly string[]).includes(wrapper))
      problems.push({ node: value, message: `${method} is not made by ${NAMES.endpoints.join(", ")}` });
    else if (hasUnreadProperties(options))
      problems.push({ node: value, message: `what ${method} declares can't be read here` });
    else endpoints.push({ method, wrapper, node: value, options: propertiesOf(options) });
  }
}

function isRouteWrapper(node: Node): boolean {
  const name = node.type === "CallExpression" ? nameOf(node.callee as Node) : null;
  return name !== null && (NAMES.routes as readonly string[]).includes(name);
}

/** What a name stands for, in this file or another; any other expression itself. */
function follow(file: string, project: Project, node: Node): Node {
  const inner = bare(node);
  const declaration = inner.type === "Identifier" ? project.resolve(file, String(inner.name)) : null;
  return declaration ? bare(declaration.node) : inner;
}
