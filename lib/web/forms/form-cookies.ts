import "server-only";
import { cookies, headers } from "next/headers";
import { config } from "@/lib/server/config";
import { type CookieWrite, cookieAttributes } from "@/lib/web/request/cookie-writes";
import { formerCookies } from "@/lib/web/request/former-cookies";

/** Writes or removes cookies with the response to a form, and removes those of a former `COOKIE_DOMAIN`. */
export async function writeCookies(writes: CookieWrite[]): Promise<void> {
  const jar = await cookies();
  const former = formerCookies((await headers()).get("cookie"), config());
  for (const write of [...former, ...writes]) jar.set(cookieAttributes(write, config()));
}
