/**
 * The JSON the HTTP API speaks, as types. Server and browser both import them from here,
 * so a change of one that the other does not follow is a type error.
 *
 * Times are ISO 8601 UTC strings, durations whole seconds.
 */
import type { ActiveOrganizationView, ActiveWorkspaceView } from "./organizations/organization-contract";
import type { EndReason, LoginReason } from "./reasons";

export const ROLES = ["user", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface UserView {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  createdAt: string;
  /** When the account is deleted; left out unless its user has asked for that. */
  deletionAt?: string;
}

export type DeviceKind = "desktop" | "mobile" | "tablet" | "unknown";

export interface LocationView {
  city: string | null;
  region: string | null;
  country: string | null;
  countryCode: string | null;
}

export interface ImpersonatorView {
  id: string;
  name: string;
}

/** How a session is bound to its device: by a key in the page (RFC 9449), or by the browser (DBSC). */
export type Binding = "key" | "dbsc";

export interface SessionView {
  id: string;
  current: boolean;
  /** The administrator who acts as the user in this session; null in every other session. */
  impersonator: ImpersonatorView | null;
  /** What a stolen cookie lacks: a key of the device; null for a session that its cookie alone opens. */
  binding: Binding | null;
  label: string | null;
  browser: string | null;
  browserVersion: string | null;
  os: string | null;
  osVersion: string | null;
  device: DeviceKind;
  userAgent: string | null;
  ipAddress: string | null;
  location: LocationView | null;
  createdAt: string;
  lastActiveAt: string;
  idleExpiresAt: string;
  absoluteExpiresAt: string;
  /** The earlier of the two limits. */
  expiresAt: string;
  rememberMe: boolean;
  authMethods: string[];
}

/** `GET /api/sessions?status=ended` */
export interface EndedSessionView extends SessionView {
  endedAt: string;
  endedReason: EndReason;
  /** Who ended the session; null when a rule did, such as the idle limit. */
  endedBy: "you" | "administrator" | null;
  /** The device it was ended from, in words; never an administrator's. */
  endedFrom: string | null;
}

/** `GET /api/sessions/:id/timeline`: times to the minute, so that it tells no thief when to act. */
export interface TimelineView {
  startedAt: string;
  endedAt: string | null;
  /** The newest rotations, oldest first. */
  generations: {
    generation: number;
    at: string;
    /** True when the server returned this token more than once: a response was lost, or two tabs asked together. */
    repeated: boolean;
  }[];
  /** When a replaced token was used again; null if it never was. */
  reusedAt: string | null;
}

export interface TokenView {
  accessToken: string;
  tokenType: "Bearer";
  /** Seconds from `serverTime` until the access token is refused. */
  expiresIn: number;
  serverTime: string;
}

/** `POST /api/auth/refresh`, `POST /api/auth/reauthenticate`, `POST /api/me/password` */
export interface RefreshView extends TokenView {
  session: SessionView;
}

/** The organization and the workspace that a session works in; null for none, and once the user is no member. */
export interface ActiveView {
  organization: ActiveOrganizationView | null;
  workspace: ActiveWorkspaceView | null;
}

/** `POST /api/session/organization`, `POST /api/session/workspace` */
export type ActivationView = RefreshView & ActiveView;

/** `POST /api/auth/login`, `POST /api/auth/signup` */
export interface SignInView extends RefreshView {
  status: "complete";
  user: UserView;
}

/** An account that is or was signed in on a browser. */
export interface AccountView {
  sessionId: string;
  user: UserView;
  /** Whether the browser acts for it. */
  active: boolean;
  /** Null while it is signed in. */
  endedReason: LoginReason | null;
}

/** `GET /api/session` */
export type CurrentSessionView =
  | { authenticated: true; user: UserView; session: SessionView; serverTime: string }
  | { authenticated: false; reason?: EndReason; serverTime: string };

/** `GET /api/session/status` */
export type SessionStatusView =
  | { active: true; userId: string; epoch: string; serverTime: string }
  | { active: false; reason?: EndReason; epoch: string; serverTime: string }
  /** The browser keeps our cookies back from the page that asks: whether a user is signed in can't be told. */
  | { active: false; unavailable: true };

/** `POST /api/session/activity` */
export interface ActivityView {
  idleExpiresAt: string;
  absoluteExpiresAt: string;
  serverTime: string;
}

/** `POST /api/session/token` */
export interface TemplateTokenView {
  token: string;
  tokenType: "Bearer";
  /** Seconds from `serverTime` until the token is refused. */
  expiresIn: number;
  serverTime: string;
}

/** `GET /api/me/note`, `PUT /api/me/note` */
export interface NoteView {
  text: string;
  updatedAt: string | null;
}
