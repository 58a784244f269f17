/** What a request carries, and so what kind it is; `hash` is no request but the bare work of checking a password. */
export type Kind = "list" | "refresh" | "page" | "login" | "hash";

/** What is measured, what it is compared with, and what that should come to. */
export interface Measurement {
  kind: Kind;
  title: string;
  path: string;
  /** The same request sent to a path of the bare app; without a path, the bare hash. */
  bare: { title: string; path: string | null };
  /** `share`: of the requests a second the bare one manages, at least. `time`: times as long, at most. */
  aim: { share: number } | { time: number };
}

/** A large database may take this many times as long as one with a handful of people. */
export const LARGE_AIM = 1.2;

const emptyRoute = { title: "an empty route", path: "/api/empty" };

export const MEASUREMENTS: Measurement[] = [
  {
    kind: "list",
    title: "`GET /api/sessions`, three devices",
    path: "/api/sessions",
    bare: emptyRoute,
    aim: { share: 0.75 },
  },
  {
    kind: "refresh",
    title: "`POST /api/auth/refresh`",
    path: "/api/auth/refresh",
    bare: emptyRoute,
    aim: { share: 0.4 },
  },
  {
    kind: "page",
    title: "the page `/dashboard`",
    path: "/dashboard",
    bare: { title: "an empty page", path: "/" },
    aim: { share: 0.5 },
  },
  {
    kind: "login",
    title: "`POST /api/auth/login`",
    path: "/api/auth/login",
    bare: { title: "the argon2id hash", path: null },
    aim: { time: 1.25 },
  },
];
