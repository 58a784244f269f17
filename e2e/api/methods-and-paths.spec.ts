import { signUpOverHttp } from "@/e2e/support/accounts";
import { endpoints } from "@/e2e/support/api-endpoints";
import { storedUserData } from "@/e2e/support/database";
import { expectJson, expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

test("health is ok", async ({ server }) => {
  const answer = await new HttpBrowser(server).get("/api/health");
  expectJson(answer, 200, ["status"]);
  expect(answer.json.status).toBe("ok");
});

test("405 names the allowed methods of every endpoint, without a sign-in too", async ({ server }) => {
  for (const [path, ...methods] of endpoints) {
    const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort();
    const browser = new HttpBrowser(server);
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (allowed.includes(method) && method !== "OPTIONS") continue;
      const answer = await browser.send(method, path);
      expect(answer.headers.allow?.split(", ").sort(), `${method} ${path}`).toEqual(allowed);
      if (method === "OPTIONS") expect(answer.status).toBe(204);
      else if (method === "HEAD") expect([answer.status, answer.text]).toEqual([405, ""]);
      else expectRefusal(answer, 405, "method_not_allowed");
    }
  }
});

test("404 for an unknown path of the API with any method, and for Next's image optimizer", async ({
  server,
}) => {
  // Each spelling of the address of an image would be one more to compute and to store.
  for (const image of ["/apple-icon.png", "/x/../apple-icon.png"]) {
    const address = `/_next/image?url=${encodeURIComponent(image)}&w=64&q=75`;
    expect((await new HttpBrowser(server).get(address)).status, address).toBe(404);
  }

  for (const path of ["/api", "/api/nothing", "/api/auth", "/api/auth/login/more", "/api/sessions/a/b"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      expectRefusal(await new HttpBrowser(server).send(method, path), 404, "not_found");
    }
  }
});

test("an unknown page, and each page that Next keeps for itself, is our own 404 page", async ({ server }) => {
  for (const path of [
    "/no-such-page",
    "/no/such/page",
    "/404",
    "/404/",
    "/500",
    "/_app",
    "/_document",
    "/_error",
    "/_global-error",
    "/_not-found",
    "/%5Fnot-found",
    "/x/../404",
    "/404#x",
    "/_next/data/build/dashboard.json",
    "/_next/data/%0A/x.json",
    "/_next/image",
    "/_next/image/x",
    "/_next/no-such-page",
  ]) {
    const answer = await new HttpBrowser(server).get(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.text, path).toContain("<title>Page not found · Latchkey</title>");
    expect(answer.headers["content-security-policy"], path).toMatch(/'nonce-/);
  }
});

test("a file of the app takes GET and HEAD alone, and is sent whole", async ({ server }) => {
  const browser = new HttpBrowser(server);
  const script = (await browser.get("/")).text.match(/\/_next\/static\/[^"]+\.js/)?.[0] ?? "";
  for (const file of [script, "/embed.js"]) {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await browser.send(method, file);
      expectRefusal(answer, 405, "method_not_allowed");
      expect(answer.headers.allow).toBe("GET, HEAD");
    }
    for (const headers of [{ Range: "bytes=99999999-" }, { "If-Match": '"other"' }]) {
      const answer = await browser.get(file, { headers });
      expect([file, answer.status]).toEqual([file, 200]);
    }
  }
});

test("pages name the manifest for a phone's home screen, and its icons are there", async ({ server }) => {
  const browser = new HttpBrowser(server);
  for (const page of ["/", "/login"]) {
    const manifest = (await browser.get(page)).text.match(/<link rel="manifest" href="([^"]+)"/)?.[1] ?? "";
    expect(manifest, `the manifest of ${page}`).not.toBe("");
    const answer = await browser.get(manifest);
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, "application/manifest+json"]);
    expect(answer.json.icons).not.toEqual([]);
    for (const { src } of answer.json.icons) expect((await browser.get(src)).status, src).toBe(200);
  }
});

test("GET, HEAD and OPTIONS change nothing on any path", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const [{ id }] = (await browser.get("/api/sessions")).json.sessions;
  const stored = storedUserData(server, userId);
  const cookies = browser.jar.list();
  const pages = [
    "/",
    "/login",
    "/signup",
    // Where the links of e-mails lead.
    "/login/link",
    "/reset-password",
    "/not-me",
    "/invitations",
    "/dashboard",
    "/profile",
    "/profile/security",
    "/profile/activity",
  ];
  const paths = [
    // The event stream never ends, so there is nothing to wait for. That the data was downloaded is recorded.
    ...endpoints
      .map(([path]) => path.replace("some-id", id))
      .filter((path) => !path.endsWith("/events") && path !== "/api/me/export"),
    ...pages,
    "/logout",
    "/api/logout",
  ];
  for (const path of paths) {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const answer = await browser.send(method, path);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
      expect(answer.setCookies, `${method} ${path}`).toEqual([]);
    }
  }
  expect(storedUserData(server, userId)).toEqual(stored);
  expect(browser.jar.list()).toEqual(cookies);
});
