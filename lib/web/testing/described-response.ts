/** Holds real responses to the description of the API: what it says of a status, a type and a shape must be so. */
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

interface Operation {
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: object }> }>;
}

interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
}

export interface SeenResponse {
  method: string;
  /** As it was asked for; a query does no harm. */
  path: string;
  status: number;
  contentType: string | null | undefined;
  json: unknown;
}

const ROOT = "openapi.json";
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

const document: OpenApiDocument = JSON.parse(readFileSync(`lib/web/openapi/${ROOT}`, "utf8"));
const ajv = new Ajv2020({ strict: false, formats: { "date-time": TIME, email: true, uri: true } });
ajv.addSchema(document, ROOT);

const templates = Object.keys(document.paths)
  .map((template) => ({ template, pattern: toPattern(template) }))
  // A name is more than a parameter: `/api/sessions/revoke-all` is no session.
  .sort((a, b) => a.template.split("{").length - b.template.split("{").length);

/**
 * @returns what is wrong with a response; null when it is as described, and for a path that is not described, which is none
 *   of ours
 */
export function misfit({ method, path, status, contentType, json }: SeenResponse): string | null {
  const template = findTemplate(path);
  // A HEAD has no body, an OPTIONS is the same everywhere, and a method that a path does not have is told so.
  const operation = template === null ? undefined : document.paths[template]?.[method.toLowerCase()];
  if (template === null || operation === undefined) return null;
  const place = `${method} ${template} ${status}`;
  const pointer = ["paths", template, method.toLowerCase(), "responses", String(status)];
  const described = operation.responses[status];
  if (!described)
    return `${place}: this status is not described. Add it to \`responses\`, or the code of an error to \`errors\`, in app${template.replace(/\{(\w+)\}/g, "[$1]")}/route.ts, and run npm run openapi`;
  const reference = described.$ref?.slice(2).split("/") ?? pointer;
  const response = lookUp(reference) as Operation["responses"][string];
  const [mediaType, content] = Object.entries(response.content ?? {})[0] ?? [];
  if (mediaType === undefined) return contentType ? `${place}: no body is described` : null;
  if (contentType?.split(";")[0] !== mediaType.split(";")[0])
    return `${place}: ${mediaType} is described, not ${contentType}`;
  if (!content?.schema) return null;
  const validate = validatorOf([...reference, "content", mediaType, "schema"]);
  if (!validate(json))
    return `${place}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(json)?.slice(0, 500)}`;
  return misfitOfClaims(json);
}

/** @returns what is wrong with the claims of an access token in a response; null without one */
function misfitOfClaims(json: unknown): string | null {
  const token = (json as { accessToken?: unknown } | null)?.accessToken;
  if (typeof token !== "string") return null;
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  const validate = validatorOf(["components", "schemas", "AccessToken"]);
  return validate(JSON.parse(payload))
    ? null
    : `AccessToken: ${ajv.errorsText(validate.errors)} in ${payload}`;
}

/** Fails the test that got a response which is not as described. */
export function expectDescribed(response: SeenResponse): void {
  const wrong = misfit(response);
  if (wrong !== null)
    throw new Error(
      `Not as the description of the API says. If the answer is as it should be, let \`responses\` in its route.ts say so and run "npm run openapi": ${wrong}`,
    );
}

function findTemplate(path: string): string | null {
  const bare = path.split(/[?#]/)[0] ?? "";
  return templates.find(({ pattern }) => pattern.test(bare))?.template ?? null;
}

function toPattern(template: string): RegExp {
  const parts = template.split("/").map((part) => {
    if (part === "{path}") return ".+";
    return part.startsWith("{") ? "[^/]+" : part.replaceAll(".", "\\.");
  });
  return new RegExp(`^${parts.join("/")}$`);
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(pointer: string[]): ValidateFunction {
  const $ref = `${ROOT}#/${pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  return validate;
}

function lookUp(pointer: string[]): unknown {
  return pointer.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], document);
}
