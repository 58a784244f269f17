import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { guardPage } from "./page-guard";

async function shownAt(path: string, method = "GET"): Promise<string | null> {
  const headers = { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
  const response = await guardPage(new NextRequest(`http://localhost:3000${path}`, { method, headers }));
  return response.headers.get("x-middleware-rewrite");
}

test("in the demo, the landing page has devices that live; its address and its forms are the same", async () => {
  install({ DEMO: "on" });
  expect(await shownAt("/?a=b")).toBe("http://localhost:3000/demo/landing?a=b");
  expect(await shownAt("/", "POST")).toBe("http://localhost:3000/demo/landing");
  expect(await shownAt("/login")).toBeNull();
});

test("outside the demo, it is the page without them", async () => {
  install();
  expect(await shownAt("/")).toBeNull();
});
