/** The description of the HTTP API in OpenAPI 3.1, made from what the endpoints say of themselves. */
import { accessTokenSchema } from "@/lib/session/view-schemas/access-token";
import { currentSessionSchema } from "@/lib/session/view-schemas/session";
import { sessionEndSchema } from "@/lib/session/view-schemas/sign-in";
import { readDescriptions } from "@/lib/web/api/description";
import type { Handler, Method } from "@/lib/web/api/handler";
import { Components, type JsonSchema } from "./json-schema";
import { toOperation } from "./operation";
import { HEADERS, INFO, PARAMETERS, SECURITY_SCHEMES, TAGS } from "./texts";

/** A route, as the folder `app` has it. */
export interface RouteModule {
  /** `/api/sessions/[id]` */
  path: string;
  handlers: Partial<Record<Method, Handler>>;
}

/** Named although no response has them as a whole: the claims of a token, and the data of stream events. */
const MORE_SCHEMAS = [accessTokenSchema, currentSessionSchema, sessionEndSchema];

/** @returns the document; its parts are in the order of the routes */
export function toOpenApi(routes: readonly RouteModule[]): JsonSchema {
  const components = new Components();
  const paths: Record<string, JsonSchema> = {};
  for (const { path, handlers } of routes) {
    const descriptions = Object.entries(readDescriptions(handlers.GET));
    if (descriptions.length === 0) continue;
    const template = toTemplate(path);
    const operations = descriptions.map(([method, endpoint]) => [
      method.toLowerCase(),
      toOperation(template, method, endpoint, components),
    ]);
    paths[template] = Object.fromEntries(operations);
  }
  for (const schema of MORE_SCHEMAS) components.add(schema, "output");
  return {
    openapi: "3.1.1",
    info: INFO,
    servers: [{ url: "/" }],
    tags: TAGS.filter(({ name }) => JSON.stringify(paths).includes(`"tags":["${name}"]`)),
    paths,
    components: {
      schemas: sorted(components.schemas),
      responses: sorted(components.responses),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function sorted(named: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `/api/sessions/[id]` is `/api/sessions/{id}`. What catches the rest of a path is one parameter, slashes and all. */
function toTemplate(path: string): string {
  return path.replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
}
