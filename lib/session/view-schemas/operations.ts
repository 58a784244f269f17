/** The JSON for operators, for other services and for the browser itself. */
import { z } from "zod";

const statusSchema = z.enum(["ok", "unavailable"]);

export const healthSchema = z.object({
  status: statusSchema,
  database: z.object({
    status: statusSchema,
    engine: z.enum(["sqlite", "postgres"]),
    ms: z
      .number()
      .int()
      .describe("How long a write took, in milliseconds, until it was committed or refused."),
    cause: z
      .string()
      .nullable()
      .describe("Why it was refused, in the words of the engine. Null when it is well."),
  }),
  mail: z.object({
    delivered: z
      .boolean()
      .describe("Whether a mail server is set; without one, messages stay in the database."),
    oldestDueSeconds: z
      .number()
      .int()
      .nullable()
      .describe(
        "For how many seconds the oldest message has been due; 0 when none waits, null when it can't be read.",
      ),
  }),
  streams: z.number().int(),
  passwordHashes: z.object({ running: z.number().int(), waiting: z.number().int() }),
  uptimeSeconds: z.number().int(),
});

/** With `?verbose`, to who may ask (`app/api/health/route.ts`), everything; to others the status alone. */
export const healthAnswerSchema = z.union([z.object({ status: z.literal("ok") }), healthSchema]);

/** RFC 7517. */
export const jwksSchema = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.literal("EC"),
      crv: z.literal("P-256"),
      kid: z.string(),
      alg: z.literal("ES256"),
      use: z.literal("sig"),
      x: z.string(),
      y: z.string(),
    }),
  ),
});

/** The session instructions of Device Bound Session Credentials. */
export const dbscInstructionsSchema = z.union([
  z.object({
    session_identifier: z.string(),
    refresh_url: z.string(),
    scope: z.object({
      origin: z.string(),
      include_site: z.boolean(),
      scope_specification: z.array(
        z.object({ type: z.enum(["include", "exclude"]), domain: z.string(), path: z.string() }),
      ),
    }),
    credentials: z.array(z.object({ type: z.literal("cookie"), name: z.string(), attributes: z.string() })),
  }),
  z.object({ continue: z.literal(false) }).describe("The session is over."),
]);
