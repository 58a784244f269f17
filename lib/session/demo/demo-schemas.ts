/** The JSON of the demo's own endpoints. */
import { z } from "zod";
import { timeSchema } from "@/lib/session/view-schemas/values";

export const outboxMessageSchema = z
  .object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    code: z.string().nullable(),
    link: z.string().nullable(),
    sentAt: timeSchema.nullable().describe("Null while it waits for the mail server."),
  })
  .meta({ id: "OutboxMessage" });

export const outboxListSchema = z.object({
  messages: z.array(outboxMessageSchema).describe("Newest first."),
});

/** `GET /api/demo/outbox` */
export type OutboxMessageView = z.infer<typeof outboxMessageSchema>;

const virtualDeviceSchema = z.object({ epoch: z.string() });

/** The two signed-in devices of a visitor: `POST /api/demo/sandbox`. */
export const sandboxSchema = z.object({
  /** Seconds until they are gone. */
  expiresIn: z.number().int(),
  devices: z.object({ laptop: virtualDeviceSchema, phone: virtualDeviceSchema }),
});

export type SandboxView = z.infer<typeof sandboxSchema>;

/** What the server knows of this browser's session; no secret is in it: `GET /api/demo/under-the-hood`. */
export const underTheHoodSchema = z.object({
  serverTime: timeSchema,
  /** The number of the newest refresh token, from 1. */
  generation: z.number().int(),
  /** When that token was made. */
  refreshedAt: timeSchema,
  /** For how long an access token is good. */
  accessTokenSeconds: z.number(),
  /** For how long a repeated refresh token counts as a lost answer. */
  graceSeconds: z.number(),
  idleExpiresAt: timeSchema,
  absoluteExpiresAt: timeSchema,
  rememberMe: z.boolean(),
});

export type UnderTheHoodView = z.infer<typeof underTheHoodSchema>;
