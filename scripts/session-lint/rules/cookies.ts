import { NAMES } from "@/scripts/session-lint/names";
import type { Rule } from "@/scripts/session-lint/rule";
import { callsIn, descendants, type Node, propertiesOf, textOf } from "@/scripts/session-lint/syntax";

const JAR_WRITES = /^cookies\(\)\.(?:set|delete)$/;
const RESPONSE_JAR = /\.cookies\.(?:set|delete)$/;

const isServerFile = (file: string) =>
  /^(?:app|lib|middleware\.ts)/.test(file) && !file.startsWith("lib/client/");

/** Cookies are written in one place, which gives them their attributes and keeps their responses out of caches. */
export const cookieWriter: Rule = {
  name: "cookie-writer",
  *check(file, project) {
    if (!isServerFile(file) || (NAMES.cookieWriters as readonly string[]).includes(file)) return;
    const { program } = project.source(file);
    for (const { name, node, args } of callsIn(program)) {
      if (JAR_WRITES.test(name) || RESPONSE_JAR.test(name))
        yield { node, message: `${name} writes a cookie` };
      const isHeader = /\.(?:set|append)$/.test(name) && textOf(args[0])?.toLowerCase() === "set-cookie";
      if (isHeader) yield { node, message: "writes a Set-Cookie header" };
    }
    for (const node of descendants(program))
      if (isHeaderKey(node)) yield { node, message: "writes a Set-Cookie header" };
  },
};

function isHeaderKey({ type, key, computed }: Node): boolean {
  if (type !== "Property" || computed) return false;
  return String((key as Node).value ?? "").toLowerCase() === "set-cookie";
}

/** A response that sets a cookie must not be kept by any cache, or the next user gets it. */
export const noStore: Rule = {
  name: "no-store",
  *check(file, project) {
    for (const { name, node, args } of callsIn(project.source(file).program)) {
      if (name !== NAMES.response || !args[1]) continue;
      const options = propertiesOf(args[1]);
      const headers = options.get("headers");
      if (!options.has("cookies") || !headers) continue;
      const control = [...propertiesOf(headers)].find(
        ([header]) => header.toLowerCase() === "cache-control",
      )?.[1];
      if (control && !textOf(control)?.includes("no-store"))
        yield { node, message: "a response with cookies replaces Cache-Control: no-store" };
    }
  },
};
