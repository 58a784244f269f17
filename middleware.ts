import type { NextRequest } from "next/server";
import { guardPage } from "@/lib/web/pages/page-guard";

/** Optimistic: an early redirect and a nonce. `lib/web/pages/current-session.ts` decides who may see what. */
export function middleware(request: NextRequest) {
  return guardPage(request);
}

export const config = {
  runtime: "nodejs",
  // Pages only. No header can exempt a request.
  matcher: ["/((?!api(?:/|$)|_next/static/|_next/image|icon\\.svg$|\\.well-known/).*)"],
};
