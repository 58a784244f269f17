import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { config } from "@/lib/server/config";
import { install } from "@/lib/server/testing/installation";
import { DEMO_PAGE_HEADER } from "@/lib/session/demo/demo-page";
import { preparePageRequest } from "./page-request";

/** @returns the demo's page that is shown; undefined for none */
function shownAt(url: string, method = "GET") {
  const request = { url, method, headers: {} as Record<string, string> };
  const response = { setHeader: () => {}, removeHeader: () => {} };
  preparePageRequest(request as unknown as IncomingMessage, response as unknown as ServerResponse, config());
  return request.headers[DEMO_PAGE_HEADER];
}

test("in the demo, pages that ask for an account are pages of its own; their addresses and forms are the same", () => {
  install({ DEMO: "on" });
  const pages = [
    ["/?a=b", "landing"],
    ["/login?returnTo=%2Fprofile", "login"],
    ["/signup", "signup"],
    ["/invitations", "invitations"],
  ];
  for (const [path = "", page] of pages) {
    expect(shownAt(path)).toBe(page);
    expect(shownAt(path, "POST")).toBe(page);
    expect(existsSync(`app/(public)/demo/${page}/page.tsx`)).toBe(true);
  }
  for (const path of ["/login/link", "/forgot-password", "/constructor"])
    expect(shownAt(path)).toBeUndefined();
});

test("outside the demo, they are the pages of the product", () => {
  install();
  for (const path of ["/", "/login", "/signup", "/invitations"]) expect(shownAt(path)).toBeUndefined();
});
