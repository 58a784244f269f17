import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { embedSessionPage } from "@/lib/web/pages/embed-session-page";
import { cookieSite } from "@/lib/web/request/cookie-names";
import { NONCE_HEADER } from "@/lib/web/request/internal-headers";
import { splitUrl } from "@/lib/web/request/split-url";

/** The page in the frames of trusted sites. Who may frame it, `lib/web/request/frame-ancestors.ts` says. */
// session-lint-ignore route-wrapper: a page for frames of other sites; it reads no cookie and no token
export function GET({ url, headers }: NextRequest): Response {
  const settings = config();
  const parentOrigin = new URLSearchParams(splitUrl(url).query).get("origin");
  if (parentOrigin === null || !settings.trustedOrigins.includes(parentOrigin))
    return new Response("This origin is not one of TRUSTED_ORIGINS.\n", { status: 404 });
  const page = embedSessionPage(parentOrigin, cookieSite(settings), headers.get(NONCE_HEADER) ?? "");
  return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
