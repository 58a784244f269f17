import { expect, test } from "vitest";
import { withProvider } from "@/app/api/auth/oidc/provider-flow.fixture";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as start from "./route";

const HEADERS = { "content-type": "application/x-www-form-urlencoded", accept: "text/html" };

test("the form of the sign-in page leads to the provider, with and without what its script adds", async () => {
  const { provider } = await withProvider();
  for (const body of [
    "returnTo=%2Fprofile&rememberMe=",
    "returnTo=%2Fprofile&rememberMe=yes&touchPoints=0",
  ]) {
    const { status, headers } = await new TestBrowser().send(start, "POST", "/api/auth/oidc/start", {
      body,
      headers: HEADERS,
    });
    expect([status, new URL(headers.get("location") ?? "").origin]).toEqual([303, provider.issuer]);
  }
});
