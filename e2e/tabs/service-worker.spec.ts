/** The site's service worker, with paths for which it adds the access token, in the browser itself. */
import { expect, test } from "@/e2e/support/test";

const SCRIPT = "/token-worker.js?cookies=latchkey_&bearer=/api/me&bearer=/api/me/";

test("an image and a link, which no script can give a header, carry the token, until the user signs out in any tab", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  const account = await newUser("Robin");
  await signIn(page, account);
  await page.goto("/");
  await page.evaluate(async (script) => {
    await navigator.serviceWorker.register(script);
    await navigator.serviceWorker.ready;
  }, SCRIPT);
  await page.reload(); // a page that was open before the worker does not go through it
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");

  const ask = (path: string) => page.evaluate(async (url) => (await fetch(url)).status, path);
  expect(await ask("/api/me"), "before the worker has a token").toBe(401);
  await page.evaluate(async () => {
    const { accessToken, expiresIn, session } = await (
      await fetch("/api/auth/refresh", { method: "POST" })
    ).json();
    const [, epoch] = /latchkey_epoch=([^;]+)/.exec(document.cookie) ?? [];
    const life = expiresIn * 1000;
    const token = { accessToken, life, remaining: life };
    navigator.serviceWorker.controller?.postMessage({ keep: `${epoch} ${session.id}`, token });
  });
  await expect.poll(() => ask("/api/me")).toBe(200);
  expect(await ask("/api/sessions"), "a path that is not named").toBe(401);

  const [image] = await Promise.all([
    page.waitForResponse("**/api/me?image"),
    page.evaluate(() => {
      new Image().src = "/api/me?image";
    }),
  ]);
  expect([image.status(), image.fromServiceWorker()]).toEqual([200, true]);

  const link = await context.newPage();
  expect((await link.goto("/api/me/activity"))?.status()).toBe(200);
  expect(await link.textContent("body")).toContain('"entries"');

  const other = await context.newPage();
  await other.goto("/");
  expect(await other.evaluate(async () => (await fetch("/api/auth/logout", { method: "POST" })).status)).toBe(
    204,
  );
  expect(await ask("/api/me")).toBe(401);
  const stored = await page.evaluate(async () => [
    await caches.keys(),
    (await indexedDB.databases()).map(({ name }) => name),
    Object.keys(localStorage).length,
  ]);
  expect(JSON.stringify(stored)).not.toContain("token");
});
