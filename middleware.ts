import type { NextRequest } from "next/server";
import { guardPage } from "@/lib/web/pages/page-guard";

/**
 * Optimistic: an early redirect, and refusals of methods and forms. `lib/web/pages/current-session.ts` decides who may see
 * what.
 */
export function middleware(request: NextRequest) {
  return guardPage(request);
}

export const config = {
  runtime: "nodejs",
  // Pages, where the request hook asks for it: it drops the header that a client sends and sets its own
  // (`lib/web/process/page-request.ts`). Without the middleware a page is guarded all the same.
  matcher: [
    {
      source: "/((?!api(?:/|$)|_next/static/|_next/image|icon\\.svg$|\\.well-known/).*)",
      has: [{ type: "header", key: "x-internal-middleware" }],
    },
  ],
};
