/**
 * The JSON the HTTP API speaks, as types. Server and browser both import them from here, so a change of one that the
 * other does not follow is a type error. They are made from the schemas of the API's description, in `view-schemas`; a
 * browser that imports the types loads no schema.
 *
 * Times are ISO 8601 UTC strings, durations whole seconds.
 */
import type { z } from "zod";
import type {
  accountSchema,
  activationSchema,
  activeShape,
  bindingSchema,
  currentSessionSchema,
  endedSessionSchema,
  noteSchema,
  presenceSchema,
  refreshSchema,
  sessionSchema,
  sessionStatusSchema,
  signInSchema,
  templateTokenSchema,
  timelineSchema,
} from "./view-schemas/session";
import type { deviceKindSchema, locationSchema, namedUserSchema, userSchema } from "./view-schemas/values";

export type UserView = z.infer<typeof userSchema>;

export type DeviceKind = z.infer<typeof deviceKindSchema>;

export type LocationView = z.infer<typeof locationSchema>;

export type ImpersonatorView = z.infer<typeof namedUserSchema>;

/** How a session is bound to its device: by a key in the page (RFC 9449), or by the browser (DBSC). */
export type Binding = z.infer<typeof bindingSchema>;

export type SessionView = z.infer<typeof sessionSchema>;

/** `GET /api/sessions?status=ended` */
export type EndedSessionView = z.infer<typeof endedSessionSchema>;

/** `GET /api/sessions/:id/timeline` */
export type TimelineView = z.infer<typeof timelineSchema>;

/** `POST /api/auth/refresh`, `POST /api/auth/reauthenticate`, `POST /api/me/password` */
export type RefreshView = z.infer<typeof refreshSchema>;

export type TokenView = Omit<RefreshView, "session">;

/** The organization and the workspace that a session works in; null for none, and once the user is no member. */
export type ActiveView = z.infer<z.ZodObject<typeof activeShape>>;

/** `POST /api/session/organization`, `POST /api/session/workspace` */
export type ActivationView = z.infer<typeof activationSchema>;

/** `POST /api/auth/login`, `POST /api/auth/signup` */
export type SignInView = z.infer<typeof signInSchema>;

/** An account that is or was signed in on a browser. */
export type AccountView = z.infer<typeof accountSchema>;

/** `GET /api/session` */
export type CurrentSessionView = z.infer<typeof currentSessionSchema>;

/** `GET /api/session/status` */
export type SessionStatusView = z.infer<typeof sessionStatusSchema>;

/** `POST /api/session/activity` */
export type ActivityView = z.infer<typeof presenceSchema>;

/** `POST /api/session/token` */
export type TemplateTokenView = z.infer<typeof templateTokenSchema>;

/** `GET /api/me/note`, `PUT /api/me/note` */
export type NoteView = z.infer<typeof noteSchema>;
