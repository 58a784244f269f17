import { expect } from "@playwright/test";
import type { HttpResponse } from "./http-browser";

/** A time as the API writes it: UTC, to the millisecond. */
export const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** The members of each object of the API, in alphabetical order. */
export const USER = ["createdAt", "email", "id", "name", "roles"];
export const SESSION = [
  "absoluteExpiresAt",
  "authMethods",
  "binding",
  "browser",
  "browserVersion",
  "createdAt",
  "current",
  "device",
  "expiresAt",
  "id",
  "idleExpiresAt",
  "impersonator",
  "ipAddress",
  "label",
  "lastActiveAt",
  "location",
  "os",
  "osVersion",
  "rememberMe",
  "userAgent",
];
/** An ended session also says why and when it ended, who ended it and from where. */
export const ENDED_SESSION = [...SESSION, "endedAt", "endedBy", "endedFrom", "endedReason"].sort();
export const REFRESHED = ["accessToken", "expiresIn", "serverTime", "session", "tokenType"];
export const SIGNED_IN = [...REFRESHED, "status", "user"].sort();

/** The names of an object's members, in alphabetical order. */
export function keysOf(value: object): string[] {
  return Object.keys(value).sort();
}

/** Expects the cache headers of a private response: no cache may store it. */
export function expectPrivate(answer: HttpResponse): void {
  expect(answer.headers["cache-control"]).toBe("private, no-store");
}

/** Expects a private JSON response with exactly these members. */
export function expectJson(answer: HttpResponse, status: number, keys: string[]): void {
  expect(answer.status, answer.text.slice(0, 300)).toBe(status);
  expectPrivate(answer);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(keysOf(answer.json)).toEqual(keys);
}

/** Expects an error response in the API's one shape, which sets no cookie. */
export function expectRefusal(answer: HttpResponse, status: number, code: string, reason?: string): void {
  expect({ status: answer.status, error: answer.json?.error }, answer.text.slice(0, 300)).toEqual({
    status,
    error: code,
  });
  expectPrivate(answer);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(keysOf(answer.json).filter((key) => key !== "details")).toEqual(["error", "message"]);
  expect(answer.json.message).toMatch(/^[A-Z].*\.$/);
  expect(answer.setCookies).toEqual([]);
  expect(answer.headers["www-authenticate"]).toBe(
    status === 401 ? `Bearer error="invalid_token", error_description="${code}"` : undefined,
  );
  if (reason !== undefined) expect(answer.json.details.reason).toBe(reason);
}
