import "server-only";
import { cookies } from "next/headers";
import { config } from "@/lib/server/config";
import { type CookieWrite, cookieAttributes } from "@/lib/web/request/cookie-writes";

/** Writes or removes cookies with the response to a form. */
export async function writeCookies(writes: CookieWrite[]): Promise<void> {
  const jar = await cookies();
  for (const write of writes) jar.set(cookieAttributes(write, config()));
}
