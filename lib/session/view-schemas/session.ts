/** The JSON of sessions and of the tokens that come with them. `lib/session/contract.ts` has the types. */
import { z } from "zod";
import { activeOrganizationSchema, activeWorkspaceSchema } from "./organization";
import {
  deviceKindSchema,
  endReasonSchema,
  locationSchema,
  namedUserSchema,
  timeSchema,
  userSchema,
} from "./values";

export const bindingSchema = z.enum(["key", "dbsc"]).meta({
  id: "Binding",
  description:
    "How a session is bound to its device: by a key in the page (RFC 9449), or by the browser (DBSC).",
});

export const sessionSchema = z
  .object({
    id: z.string(),
    current: z.boolean(),
    impersonator: namedUserSchema
      .nullable()
      .describe("The administrator who acts as the user in this session; null in every other session."),
    binding: bindingSchema
      .nullable()
      .describe("What a stolen cookie lacks; null for a session that its cookie alone opens."),
    label: z.string().nullable().describe("The user's own name for the device."),
    browser: z.string().nullable(),
    browserVersion: z.string().nullable(),
    os: z.string().nullable(),
    osVersion: z.string().nullable(),
    device: deviceKindSchema,
    userAgent: z.string().nullable(),
    ipAddress: z.string().nullable(),
    location: locationSchema.nullable(),
    createdAt: timeSchema,
    lastActiveAt: timeSchema,
    idleExpiresAt: timeSchema,
    absoluteExpiresAt: timeSchema,
    expiresAt: timeSchema.describe("The earlier of the two limits."),
    rememberMe: z.boolean(),
    authMethods: z.array(z.string()).describe("How the user proved who they are (RFC 8176)."),
  })
  .meta({ id: "Session" });

export const endedSessionSchema = sessionSchema
  .extend({
    endedAt: timeSchema,
    endedReason: endReasonSchema,
    endedBy: z
      .enum(["you", "administrator"])
      .nullable()
      .describe("Who ended the session; null when a rule did, such as the idle limit."),
    endedFrom: z
      .string()
      .nullable()
      .describe("The device it was ended from, in words; never an administrator's."),
  })
  .meta({ id: "EndedSession" });

export const timelineSchema = z
  .object({
    startedAt: timeSchema,
    endedAt: timeSchema.nullable(),
    generations: z
      .array(
        z.object({
          generation: z.number().int(),
          at: timeSchema,
          repeated: z
            .boolean()
            .describe(
              "True when the server returned this token more than once: a response was lost, or two tabs asked together.",
            ),
        }),
      )
      .describe("The newest rotations, oldest first."),
    reusedAt: timeSchema.nullable().describe("When a replaced token was used again; null if it never was."),
  })
  .meta({
    id: "Timeline",
    description: "The life of a session; times to the minute, so that it tells no thief when to act.",
  });

/** What every answer with a token has. */
const tokenShape = {
  tokenType: z.literal("Bearer"),
  expiresIn: z.number().int().describe("Seconds from `serverTime` until the token is refused."),
  serverTime: timeSchema,
};

export const refreshSchema = z
  .object({
    accessToken: z.string().describe("A JWT with the claims of `AccessToken`."),
    ...tokenShape,
    session: sessionSchema,
  })
  .meta({ id: "Refresh" });

export const templateTokenSchema = z
  .object({ token: z.string().describe("A JWT for another service."), ...tokenShape })
  .meta({ id: "TemplateToken" });

/** The organization and the workspace that a session works in; null for none, and once the user is no member. */
export const activeShape = {
  organization: activeOrganizationSchema.nullable(),
  workspace: activeWorkspaceSchema.nullable(),
};

export const activationSchema = refreshSchema.extend(activeShape).meta({ id: "Activation" });

export const signInSchema = refreshSchema
  .extend({ status: z.literal("complete"), user: userSchema })
  .meta({ id: "SignIn" });

export const accountSchema = z
  .object({
    sessionId: z.string(),
    user: userSchema,
    active: z.boolean().describe("Whether the browser acts for it."),
    endedReason: z
      .enum([...endReasonSchema.options, "expired"])
      .nullable()
      .describe("Null while it is signed in."),
  })
  .meta({ id: "Account", description: "An account that is or was signed in on a browser." });

export const signedInSchema = z.object({
  authenticated: z.literal(true),
  user: userSchema,
  session: sessionSchema,
  serverTime: timeSchema,
});
export const signedOutSchema = z.object({
  authenticated: z.literal(false),
  reason: endReasonSchema.exactOptional(),
  serverTime: timeSchema,
});

export const currentSessionSchema = z.union([signedInSchema, signedOutSchema]).meta({ id: "CurrentSession" });

export const sessionStatusSchema = z.union([
  z.object({ active: z.literal(true), userId: z.string(), epoch: z.string(), serverTime: timeSchema }),
  z.object({
    active: z.literal(false),
    reason: endReasonSchema.exactOptional(),
    epoch: z.string(),
    serverTime: timeSchema,
  }),
  z
    .object({ active: z.literal(false), unavailable: z.literal(true) })
    .describe(
      "The browser keeps our cookies back from the page that asks: whether a user is signed in can't be told.",
    ),
]);

export const presenceSchema = z.object({
  idleExpiresAt: timeSchema,
  absoluteExpiresAt: timeSchema,
  serverTime: timeSchema,
});

export const noteSchema = z
  .object({ text: z.string(), updatedAt: timeSchema.nullable() })
  .meta({ id: "Note" });

/** `GET /api/sessions`: the living ones, or with `?status=ended` those that are over. */
export const sessionListSchema = z.object({
  sessions: z.array(z.union([sessionSchema, endedSessionSchema])),
});

export const revokedCountSchema = z.object({ revoked: z.number().int() });

export const draftKeySchema = z.object({ key: z.string().describe("256 bits in base64url.") });
