/** The description of the API: it is current, valid, and says something of every endpoint. */
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, test } from "vitest";
import { createLog } from "@/lib/server/log";
import { overrideSingleton } from "@/lib/server/singleton";
import { ERROR_STATUS } from "@/lib/session/errors";
import { CLIENT_FILE, DOCUMENT_FILE, makeClient, makeDocument, readRoutes } from "./openapi-document";

interface Operation {
  operationId: string;
  summary?: string;
  parameters: { $ref?: string; name?: string; in?: string }[];
  security: Record<string, string[]>[];
  requestBody?: object;
  responses: Record<string, { $ref?: string; description?: string }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { description: string }>; schemas: Record<string, object> };
}

const stored = readFileSync(DOCUMENT_FILE, "utf8");
const document: Document = JSON.parse(stored);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function operation(method: string, path: string): Operation {
  const found = document.paths[path]?.[method];
  if (!found) throw new Error(`${method} ${path} is not described`);
  return found;
}

test("the stored files are those of today; run `npm run openapi`", async () => {
  const client = readFileSync(CLIENT_FILE, "utf8");
  const stale = [
    [DOCUMENT_FILE, stored, await makeDocument()],
    [CLIENT_FILE, client, await makeClient()],
  ].flatMap(([file, now, made]) => (now === made ? [] : [`${file} is stale: run npm run openapi`]));
  expect(stale).toEqual([]);
});

test("it is valid OpenAPI 3.1, as an independent validator reads it", async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(stored))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
  expect(() => validator.resolveRefs()).not.toThrow();
});

describe("every endpoint", () => {
  let endpoints: string[];
  beforeAll(async () => {
    overrideSingleton("log", createLog({ write: () => undefined }));
    const routes = await readRoutes();
    const found = routes.map(async ({ path, handlers }) => {
      const request = new Request(`http://localhost:3000${path}`, { method: "OPTIONS" });
      const answer = await handlers.OPTIONS?.(request as never, { params: Promise.resolve(undefined) });
      const methods = (answer?.headers.get("allow") ?? "").split(", ");
      const template = path.replace(/\[\.*(\w+)\]/g, "{$1}");
      return methods
        .filter((method) => !["", "HEAD", "OPTIONS"].includes(method))
        .map((method) => `${method.toLowerCase()} ${template}`);
    });
    endpoints = (await Promise.all(found)).flat();
  });

  test("is described, and nothing else is", () => {
    const described = operations.map(({ path, method }) => `${method} ${path}`);
    expect(described.sort(), "run npm run openapi").toEqual(endpoints.sort());
    expect(described.length).toBeGreaterThan(100);
  });

  test("has a summary, a response that is no error, and an id of its own", () => {
    const lacking = operations.filter(
      ({ operation: { summary, responses } }) =>
        !summary || !Object.keys(responses).some((status) => Number(status) < 400),
    );
    const say = ({ method, path }: (typeof operations)[number]) =>
      `app${path.replace(/\{(\w+)\}/g, "[$1]")}/route.ts, ${method.toUpperCase()}: add \`summary\` and \`responses\`, then run npm run openapi`;
    expect(lacking.map(say)).toEqual([]);
    expect(new Set(operations.map(({ operation: { operationId } }) => operationId)).size).toBe(
      operations.length,
    );
  });

  test("names the parameters of its path", () => {
    for (const {
      path,
      operation: { parameters },
    } of operations) {
      const named = parameters.filter((one) => one.in === "path").map(({ name }) => `{${name}}`);
      expect(named).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  test("has errors of the one shape alone, by known codes under their own status", () => {
    for (const {
      operation: { responses },
    } of operations) {
      for (const [status, { $ref, description }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        const named = $ref ? document.components.responses[$ref.split("/").at(-1) ?? ""] : { description };
        const codes = named?.description?.match(/`(\w+)`/g)?.map((code) => code.slice(1, -1)) ?? [];
        expect(codes.length).toBeGreaterThan(0);
        for (const code of codes) expect(ERROR_STATUS).toHaveProperty(code, Number(status));
      }
    }
  });

  test("that changes something says what its origin must be", () => {
    for (const {
      method,
      operation: { parameters, responses },
    } of operations) {
      const names = parameters.map(({ $ref }) => $ref?.split("/").at(-1));
      expect(names.includes("Origin")).toBe(method !== "get");
      if (method !== "get") expect(responses).toHaveProperty("403");
    }
  });
});

test.each<[string, string, Partial<Operation>]>([
  ["post", "/api/auth/login", { security: [{}, { sessionCookie: [] }] }],
  ["post", "/api/auth/refresh", { security: [{ sessionCookie: [] }] }],
  ["get", "/api/sessions", { security: [{ accessToken: [] }] }],
  ["post", "/api/me/password", { security: [{ accessToken: [], sessionCookie: [] }] }],
  ["get", "/api/organizations/{id}", { security: [{ accessToken: [] }, { apiKey: [] }] }],
  ["delete", "/api/organizations/{id}", { security: [{ accessToken: [] }] }],
])("%s %s says whether it takes cookies, an access token or an API key", (method, path, expected) => {
  expect(operation(method, path)).toMatchObject(expected);
});

test("a body is described as it must be sent, and an empty one not at all", () => {
  expect(operation("post", "/api/auth/login").requestBody).toMatchObject({
    required: true,
    content: {
      "application/json": { schema: { required: ["email", "password"], additionalProperties: false } },
    },
  });
  expect(operation("post", "/api/sessions/revoke-all").requestBody).toMatchObject({ required: false });
  expect(operation("post", "/api/auth/device-links").requestBody).toBeUndefined();
  expect(operation("get", "/api/admin/users").parameters).toContainEqual({
    name: "pageSize",
    in: "query",
    required: false,
    schema: { default: 20, type: "integer", minimum: 1, maximum: 100 },
  });
});
