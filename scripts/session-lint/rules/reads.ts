import { isRouteFile, readEndpoints } from "@/scripts/session-lint/endpoints";
import { NAMES } from "@/scripts/session-lint/names";
import type { Rule } from "@/scripts/session-lint/rule";

const ON_DATABASE = new RegExp(`(?:^|\\.)(?:${NAMES.database}\\(\\)|db)\\.(\\w+)$`);

/** What lies behind this function is the database itself; its methods are told apart by name. */
const isDatabase = ({ name }: { name: string }) => name === NAMES.database;

/**
 * A GET changes nothing: a link, an image or a scanner sends it without a user's will, and nothing checks where it comes
 * from. A method of the database that is not known to read counts as one that writes.
 */
export const pureGet: Rule = {
  name: "pure-get",
  *check(file, project) {
    if (!isRouteFile(file)) return;
    for (const { method, node, options } of readEndpoints(file, project).endpoints) {
      const handle = options.get("handle");
      if (method !== "GET") continue;
      if (!handle) {
        yield { node, message: "GET has no handle that can be read here" };
        continue;
      }
      for (const { name, via } of project.callsReachedFrom(file, handle, isDatabase)) {
        const [, called] = ON_DATABASE.exec(name) ?? [];
        if (!called || NAMES.reads.test(called)) continue;
        yield { node, message: `GET reaches a write: ${[...via, called].join(" → ")}` };
        break;
      }
    }
  },
};
