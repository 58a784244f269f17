import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { misfit, type SeenResponse } from "@/lib/web/testing/described-response";
import * as refreshRoute from "./refresh/route";

test("the claims of an access token are held to their schema", async () => {
  const app = install();
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser("Ada")));
  const { json: body } = await browser.post(refreshRoute, "/api/auth/refresh");
  const response: SeenResponse = {
    method: "POST",
    path: "/api/auth/refresh",
    status: 200,
    contentType: "application/json",
    json: body,
  };
  expect(misfit(response)).toBeNull();
  const [head, claims = "", signature] = body.accessToken.split(".");
  const more = { ...JSON.parse(Buffer.from(claims, "base64url").toString()), email: "ada@example.com" };
  const accessToken = [head, Buffer.from(JSON.stringify(more)).toString("base64url"), signature].join(".");
  expect(misfit({ ...response, json: { ...body, accessToken } })).toContain("AccessToken");
});
