import type { NextRequest } from "next/server";
import { guardPage } from "@/lib/web/pages/page-guard";

/** Optimistic: a courtesy to people and a nonce for pages. Who may see what is decided in `lib/web/current-session`. */
export function middleware(request: NextRequest) {
  return guardPage(request);
}

export const config = {
  runtime: "nodejs",
  // Pages only, and no exemption that a header could ask for.
  matcher: ["/((?!api(?:/|$)|_next/static/|_next/image|icon\\.svg$|\\.well-known/).*)"],
};
