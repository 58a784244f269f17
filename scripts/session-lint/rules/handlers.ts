import { isRouteFile, readEndpoints } from "@/scripts/session-lint/endpoints";
import { NAMES } from "@/scripts/session-lint/names";
import type { Rule } from "@/scripts/session-lint/rule";
import { callsIn, hasDirective, type Node, textOf } from "@/scripts/session-lint/syntax";

/** Every handler is made by the wrapper, which checks what a handler could forget. */
export const routeWrapper: Rule = {
  name: "route-wrapper",
  *check(file, project) {
    if (isRouteFile(file)) yield* readEndpoints(file, project).problems;
  },
};

/** Every form action goes through the wrapper of forms: each function that a form calls, and each that one may call. */
export const actionWrapper: Rule = {
  name: "action-wrapper",
  *check(file, project) {
    const { folder, name: isFormFunction } = NAMES.formFunctions;
    const isPublic = hasDirective(project.source(file), "use server");
    if (!isPublic && !file.startsWith(folder)) return;
    for (const { name, node, isExported } of project.declarations(file).values()) {
      if (!isExported || !(isPublic || isFormFunction.test(name))) continue;
      const isWrapped = [...project.callsReachedFrom(file, node)].some((call) =>
        (NAMES.formActions as readonly string[]).includes(call.name),
      );
      if (!isWrapped) yield { node, message: `${name} reaches no ${NAMES.formActions.join(" or ")}` };
    }
  },
};

/** The wrappers themselves keep their checks. */
export const wrapperGuards: Rule = {
  name: "wrapper-guards",
  *check(file, project) {
    for (const wrapper of NAMES.wrapperGuards) {
      if (wrapper.file !== file) continue;
      const declaration = project.declarations(file).get(wrapper.in);
      if (!declaration) {
        yield { node: project.source(file).program, message: `${wrapper.in} is gone` };
        continue;
      }
      const called = [...callsIn(declaration.node)].map(({ name }) => name);
      const timesIn = (names: readonly string[], wanted: string) =>
        names.filter((name) => name === wanted).length;
      for (const guard of new Set<string>(wrapper.calls))
        if (timesIn(called, guard) < timesIn(wrapper.calls, guard))
          yield {
            node: declaration.node,
            message: `${wrapper.in} calls no ${guard}, or not as often as it should`,
          };
    }
  },
};

/** An administrator who acts as a user changes nothing, unless the endpoint says so in a literal. */
export const impersonation: Rule = {
  name: "impersonation",
  *check(file, project) {
    const allowances = isRouteFile(file)
      ? readEndpoints(file, project).endpoints.flatMap(
          ({ options }) => options.get("allowedWhileImpersonating") ?? [],
        )
      : [];
    for (const node of allowances)
      if (node.value !== true) yield { node, message: "allowedWhileImpersonating is no literal true" };
  },
};

/** What belongs to an organization is asked for with the organization and an action of the permissions table. */
export const organization: Rule = {
  name: "organization",
  *check(file, project) {
    const { routes, endpoints: wrappers } = NAMES.organization;
    if (file.startsWith(routes) && isRouteFile(file)) {
      for (const { method, wrapper, node, options } of readEndpoints(file, project).endpoints) {
        if (!(wrappers as readonly string[]).includes(wrapper))
          yield { node, message: `${method} is not made by ${wrappers.join(" or ")}` };
        else if (textOf(options.get("action")) === null) yield { node, message: `${method} names no action` };
      }
    }
    const { folder, guards } = NAMES.organizationPages;
    if (!file.startsWith(folder) || !file.endsWith("/page.tsx")) return;
    const call = [...callsIn(project.source(file).program)].find(({ name }) =>
      (guards as readonly string[]).includes(name),
    );
    const node: Node = call?.node ?? project.source(file).program;
    if (!call || textOf(call.args[2]) === null)
      yield { node, message: `the page calls no ${guards.join(" or ")} with an action` };
  },
};
