/** Responses to forms that work without JavaScript. */
import { config } from "@/lib/server/config";
import type { CookieWrite } from "./cookie-writes";
import { jsonResponse } from "./responses";

/** @returns whether a plain form was posted */
export function isPostedForm(headers: Headers): boolean {
  const type = headers.get("content-type")?.toLowerCase() ?? "";
  return type.startsWith("application/x-www-form-urlencoded");
}

/** @returns whether a user sent a plain form, and no script */
export function isSentByUser(headers: Headers): boolean {
  return isPostedForm(headers) && (headers.get("accept") ?? "").includes("text/html");
}

/** @param location a path of ours, or the provider's address */
export function seeOther(
  location: string,
  cookies: CookieWrite[] = [],
  headers: Record<string, string> = {},
): Response {
  const Location = location.startsWith("/") ? config().origin + location : location;
  return jsonResponse(undefined, { status: 303, headers: { ...headers, Location }, cookies });
}
