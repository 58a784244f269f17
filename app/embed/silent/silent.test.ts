import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { NONCE_HEADER } from "@/lib/web/request/internal-headers";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as page from "./route";

const OIDC = {
  OIDC_ISSUER: "https://id.example.com",
  OIDC_CLIENT_ID: "latchkey",
  OIDC_CLIENT_SECRET: "a secret of the client",
  OIDC_NAME: "Example ID",
};
const PATH = '/embed/silent?code=c&state=s&error_description="><script>alert(1)</script>';

describe("the page in the hidden frame", () => {
  test("tells our own origin, runs under the nonce of its policy, and repeats nothing of its address", async () => {
    install(OIDC);
    const { status, headers, text } = await new TestBrowser().get(page, PATH, {
      headers: { [NONCE_HEADER]: "N0nce" },
    });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.getSetCookie()).toEqual([]);
    expect(text).toContain('<script nonce="N0nce">parent.postMessage({ type: "latchkey:silent"');
    expect(text).toContain("location.origin)");
    expect(text).not.toContain("alert");
    expect(text).not.toContain("code=c");
  });

  test("does not exist without an identity provider", async () => {
    install();
    expect((await new TestBrowser().get(page, PATH)).status).toBe(404);
  });
});
