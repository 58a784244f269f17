/**
 * The kind of a request, named after what it does. `totp` is a sign-in of two requests, with the code of an app.
 * `bound-refresh` carries the proof of a key. `hash` is not a request, but the verification of a password alone.
 */
export type Kind = "list" | "session" | "refresh" | "bound-refresh" | "page" | "login" | "totp" | "hash";

/** A request to measure, its comparison, and the aim. */
export interface Measurement {
  name: string;
  kind: Kind;
  title: string;
  path: string;
  /** The same request to a path of the empty app; without a path, the hash alone. */
  bare: { title: string; path: string | null };
  /** `share`: at least this share of the empty app's requests a second. `time`: at most this many times as long. */
  aim: { share: number } | { time: number };
}

/** With a large database a request may take this many times as long as with a few users. */
export const LARGE_DATABASE_AIM = 1.2;

const emptyRoute = { title: "an empty route", path: "/api/empty" };

export const MEASUREMENTS: Measurement[] = [
  {
    name: "list",
    kind: "list",
    title: "`GET /api/sessions`, three devices",
    path: "/api/sessions",
    bare: emptyRoute,
    aim: { share: 0.75 },
  },
  {
    name: "refresh",
    kind: "refresh",
    title: "`POST /api/auth/refresh`",
    path: "/api/auth/refresh",
    bare: emptyRoute,
    aim: { share: 0.4 },
  },
  {
    name: "dashboard",
    kind: "page",
    title: "the page `/dashboard`",
    path: "/dashboard",
    bare: { title: "an empty page", path: "/" },
    aim: { share: 0.5 },
  },
  {
    name: "login",
    kind: "login",
    title: "`POST /api/auth/login`",
    path: "/api/auth/login",
    bare: { title: "the argon2id hash", path: null },
    aim: { time: 1.25 },
  },
];
