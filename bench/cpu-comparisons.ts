import type { Kind } from "./measurements";
import { LARGE_ORGANIZATION, SMALL_ORGANIZATION } from "./users";

/** A request, the thing it is compared with in the same process, and the ratio it should reach. */
export interface CpuComparison {
  name: string;
  title: string;
  kind: Exclude<Kind, "hash">;
  path: string;
  /** Sends the same request, or one of another kind, to another path; null verifies a password instead. */
  against: { title: string; path: string | null; kind?: CpuComparison["kind"] };
  /**
   * `share`: at least this part when the other's processor time is divided by ours. `times`: at most this many times
   * the other's.
   */
  aim: { share: number } | { times: number; wallTimes: number };
  /** How many users send it at once; all, unless it is given. */
  connections?: number;
  /** The same request to the peer, beside its empty route. */
  peerPath?: string;
}

export const PEER_EMPTY = "/api/empty";

const emptyRoute = { title: "an empty route", path: "/api/bench/empty" };

export const CPU_COMPARISONS: CpuComparison[] = [
  {
    name: "list",
    title: "`GET /api/sessions`, three devices",
    kind: "list",
    path: "/api/sessions",
    against: emptyRoute,
    aim: { share: 0.8 },
    peerPath: "/api/auth/list-sessions",
  },
  {
    name: "session",
    title: "`GET /api/session`",
    kind: "session",
    path: "/api/session",
    against: emptyRoute,
    aim: { share: 0.85 },
    peerPath: "/api/auth/get-session",
  },
  {
    name: "refresh",
    title: "`POST /api/auth/refresh`",
    kind: "refresh",
    path: "/api/auth/refresh",
    against: emptyRoute,
    aim: { share: 0.6 },
  },
  {
    name: "bound-refresh",
    title: "a refresh with device binding",
    kind: "bound-refresh",
    path: "/api/auth/refresh",
    against: { title: "a refresh without", path: "/api/auth/refresh", kind: "refresh" },
    aim: { times: 1.25, wallTimes: 1.35 },
  },
  {
    name: "empty-page",
    title: "an empty page of the app",
    kind: "page",
    path: "/bench/page",
    against: { title: "without middleware, nonce and policy", path: "/api/bench/page" },
    aim: { share: 0.93 },
  },
  {
    name: "dashboard",
    title: "the page `/dashboard`",
    kind: "page",
    path: "/dashboard",
    against: { title: "without those and without its guard", path: "/api/bench/dashboard" },
    aim: { share: 0.87 },
  },
  {
    name: "login",
    title: "`POST /api/auth/login`",
    kind: "login",
    path: "/api/auth/login",
    against: { title: "the argon2id hash", path: null },
    aim: { times: 1.25, wallTimes: 1.35 },
    peerPath: "/api/auth/sign-in/email",
  },
  {
    name: "totp",
    title: "a sign-in with the code of an app",
    kind: "totp",
    path: "/api/auth/login",
    against: { title: "a sign-in without", path: "/api/auth/login", kind: "login" },
    aim: { times: 1.1, wallTimes: 1.25 },
  },
  {
    name: "members",
    title: "`GET …/members`, the first 50 of 1,000",
    kind: "list",
    path: `/api/organizations/${LARGE_ORGANIZATION.id}/members`,
    against: { title: "of 10", path: `/api/organizations/${SMALL_ORGANIZATION.id}/members` },
    aim: { times: 3, wallTimes: 3 },
    connections: SMALL_ORGANIZATION.members,
  },
];
