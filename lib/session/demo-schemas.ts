/** The JSON of the demo's own endpoints. */
import { z } from "zod";
import { timeSchema } from "./view-schemas/values";

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

/** The two signed-in devices of a visitor. */
export const sandboxSchema = z.object({
  expiresIn: z.number().int(),
  devices: z.object({ laptop: virtualDeviceSchema, phone: virtualDeviceSchema }),
});

/** `GET /api/demo/under-the-hood` */
export const underTheHoodSchema = z.object({
  serverTime: timeSchema,
  generation: z.number().int(),
  refreshedAt: timeSchema,
  accessTokenSeconds: z.number(),
  graceSeconds: z.number(),
  idleExpiresAt: timeSchema,
  absoluteExpiresAt: timeSchema,
  rememberMe: z.boolean(),
});
