/** One endpoint as an operation of OpenAPI 3.1. */
import { z } from "zod";
import type { ErrorCode } from "@/lib/session/errors";
import { PERMISSIONS } from "@/lib/session/organizations/organization-permissions";
import { errorSchema } from "@/lib/session/view-schemas/error";
import type { EndpointDescription, ResponseBody } from "@/lib/web/api/description";
import { errorCodesOf, takesIdempotencyKey } from "./error-codes";
import type { Components, JsonSchema } from "./json-schema";

const MEDIA_TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" };

/** A response with more codes has no name of its own. */
const MAX_CODES_IN_NAME = 4;

const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const header = (name: string) => ({ $ref: `#/components/headers/${name}` });

/** @param path as OpenAPI writes it: `/api/sessions/{id}` */
export function toOperation(
  path: string,
  method: string,
  endpoint: EndpointDescription,
  components: Components,
): JsonSchema {
  const { summary, body, bodyTypes = ["json"] } = endpoint;
  const schema = body && components.add(body, "input");
  return {
    operationId: operationId(path, method),
    summary,
    ...described(endpoint),
    tags: [tagOf(path)],
    security: security(endpoint),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(endpoint, components),
      ...headerParameters(method, endpoint),
    ],
    ...(schema &&
      !isEmptyObject(schema) && {
        requestBody: {
          required: !body.safeParse({}).success,
          content: Object.fromEntries(bodyTypes.map((type) => [MEDIA_TYPES[type], { schema }])),
        },
      }),
    responses: responses(method, endpoint, components),
  };
}

/** `GET /api/sessions/{id}/timeline` is `getSessionsByIdTimeline`. */
function operationId(path: string, method: string): string {
  const words = path
    .replace(/^\/(?:api|\.well-known)\//, "")
    .replaceAll("{", "by-")
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean);
  return method.toLowerCase() + words.map(pascalCase).join("");
}

const OPERATIONS = new Set(["health", "metrics", "openapi.json"]);

function tagOf(path: string): string {
  const [, first = "", second = ""] = path.split("/");
  return first !== "api" || OPERATIONS.has(second) ? "operations" : second;
}

/** What the caller has to fulfil besides the credentials. */
function described({
  role,
  action,
  needsRecentAuth,
  secretAnswer,
  allowedWhenStoreIsFull,
}: EndpointDescription): { description?: string } {
  const sentences = [
    role && `For users with the role \`${role}\`.`,
    action && `For members with the role \`${PERMISSIONS[action].role}\` or a higher one.`,
    needsRecentAuth && "The user must have proved a short while ago who they are (`auth_time`).",
    secretAnswer && "A repeat under the same `Idempotency-Key` is answered `already_done`.",
    allowedWhenStoreIsFull &&
      "It is done also when no more answers are kept for an `Idempotency-Key`; then a repeat does it again.",
  ].filter(Boolean);
  return sentences.length > 0 ? { description: sentences.join(" ") } : {};
}

function security({ access, action, needsCookie }: EndpointDescription): JsonSchema[] {
  if (access === "public") return needsCookie ? [{ sessionCookie: [] }] : [{}, { sessionCookie: [] }];
  const bearer = needsCookie ? { accessToken: [], sessionCookie: [] } : { accessToken: [] };
  return action && PERMISSIONS[action].key ? [bearer, { apiKey: [] }] : [bearer];
}

function pathParameters(path: string): JsonSchema[] {
  const parts = path.split("/");
  return parts.flatMap((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (!name) return [];
    const description = `Names one of \`${parts.slice(0, index).join("/")}\`.`;
    return [{ name, in: "path", required: true, description, schema: { type: "string" } }];
  });
}

function queryParameters({ query }: EndpointDescription, components: Components): JsonSchema[] {
  if (!(query instanceof z.ZodObject)) return [];
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    schema: querySchema(schema, components),
  }));
}

/** A number arrives as text: what it must be is said by what it becomes, unless that can't be said in JSON Schema. */
function querySchema(schema: z.ZodType, components: Components): JsonSchema {
  const becomes = components.add(schema, "output");
  if (!("type" in becomes)) return components.add(schema, "input");
  const { data } = schema.safeParse(undefined);
  return data === undefined ? becomes : { ...becomes, default: data };
}

function headerParameters(method: string, endpoint: EndpointDescription): JsonSchema[] {
  return [
    ...(method === "GET" ? [] : [parameter("Origin"), parameter("SecFetchSite")]),
    ...(takesIdempotencyKey(method, endpoint) ? [parameter("IdempotencyKey")] : []),
    ...(endpoint.proof ? [parameter("DPoP")] : []),
  ];
}

function responses(method: string, endpoint: EndpointDescription, components: Components): JsonSchema {
  const all: JsonSchema = {};
  for (const [status, body] of Object.entries(endpoint.responses ?? {}))
    all[status] = success(Number(status), body, endpoint, components);
  const errors = Object.entries(errorCodesOf(method, endpoint));
  for (const [status, codes] of errors) {
    const own = endpoint.responses?.[Number(status)];
    const failed = failure(Number(status), codes, components, own instanceof z.ZodType ? own : null);
    const isCommon = codes.length <= MAX_CODES_IN_NAME && !own;
    all[status] = isCommon ? components.addResponse(codes.map(pascalCase).join("Or"), failed) : failed;
  }
  return all;
}

function success(
  status: number,
  body: ResponseBody,
  { proof }: EndpointDescription,
  components: Components,
): JsonSchema {
  const headers = {
    "X-Request-Id": header("RequestId"),
    ...(status === 303 && { Location: header("Location") }),
    ...(proof && { "DPoP-Nonce": header("DPoPNonce") }),
  };
  if (body === null) return { description: status === 303 ? "Leads to another page." : "Done.", headers };
  if (!(body instanceof z.ZodType)) {
    const { mediaType, description } = body;
    return { description, headers, content: { [mediaType]: {} } };
  }
  const schema = components.add(body, "output");
  return { description: "Done.", headers, content: { "application/json": { schema } } };
}

/** @param more the JSON of a response with this status that is no error; null for none */
function failure(
  status: number,
  codes: ErrorCode[],
  components: Components,
  more: z.ZodType | null,
): JsonSchema {
  const error = {
    allOf: [components.add(errorSchema, "output"), { properties: { error: { enum: codes } } }],
  };
  return {
    description: codes.map((code) => `\`${code}\``).join(", "),
    headers: {
      "X-Request-Id": header("RequestId"),
      ...(status === 401 && { "WWW-Authenticate": header("WWWAuthenticate") }),
      ...((status === 429 || status === 503) && { "Retry-After": header("RetryAfter") }),
    },
    content: {
      "application/json": { schema: more ? { anyOf: [error, components.add(more, "output")] } : error },
    },
  };
}

function pascalCase(code: string): string {
  return code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** @returns whether a schema allows nothing but `{}`, which is said by no body */
function isEmptyObject({ type, properties }: JsonSchema): boolean {
  return type === "object" && Object.keys(properties ?? {}).length === 0;
}
