import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { guardPage } from "./page-guard";

async function shownAt(path: string, method = "GET"): Promise<string | null> {
  const headers = { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
  const response = await guardPage(new NextRequest(`http://localhost:3000${path}`, { method, headers }));
  return response.headers.get("x-middleware-rewrite");
}

test("in the demo, pages that ask for an account are pages of its own; their addresses and forms are the same", async () => {
  install({ DEMO: "on" });
  expect(await shownAt("/?a=b")).toBe("http://localhost:3000/demo/landing?a=b");
  expect(await shownAt("/", "POST")).toBe("http://localhost:3000/demo/landing");
  expect(await shownAt("/login?returnTo=%2Fprofile")).toBe(
    "http://localhost:3000/demo/login?returnTo=%2Fprofile",
  );
  expect(await shownAt("/signup")).toBe("http://localhost:3000/demo/signup");
  expect(await shownAt("/invitations", "POST")).toBe("http://localhost:3000/demo/invitations");
  for (const path of ["/login/link", "/forgot-password", "/constructor"])
    expect(await shownAt(path)).toBeNull();
});

test("outside the demo, they are the pages of the product", async () => {
  install();
  for (const path of ["/", "/login", "/signup", "/invitations"]) expect(await shownAt(path)).toBeNull();
});
