/**
 * Device Bound Session Credentials in a browser that has them. `DBSC_CHROMIUM` names the program: Chromium 150 signs with
 * keys in software when it is told to, later ones don't. The protocol itself is tested without a browser, in
 * `app/api/auth/dbsc.test.ts`.
 */
import { type BrowserContext, chromium } from "@playwright/test";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/test";

const executablePath = process.env.DBSC_CHROMIUM ?? "";
const args = [
  "--no-sandbox",
  "--enable-features=DeviceBoundSessions:RequireOriginTrialTokens/false/RefreshQuota/false,EnableBoundSessionCredentialsSoftwareKeysForManualTesting",
];

const SKIPPED = "DBSC_CHROMIUM names no Chromium with Device Bound Session Credentials";
// Playwright's list of results does not say why it skipped a test.
if (executablePath === "" && process.env.TEST_WORKER_INDEX === undefined)
  console.warn(`SKIPPED: e2e/security/dbsc.spec.ts: ${SKIPPED}`);
// biome-ignore lint/suspicious/noSkippedTests: it needs a browser that not every machine has.
test.skip(executablePath === "", SKIPPED);
test.use({ settings: { env: { DEVICE_BINDING: "optional" } } });

const boundCookie = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name.startsWith("latchkey_bound."));

test("the browser registers its key, renews the bound cookie by itself, and stops at the sign-out", async ({
  server,
  newUser,
  console,
}) => {
  const account = await newUser();
  const browser = await chromium.launch({ executablePath, args });
  try {
    const context = await browser.newContext({ baseURL: server.url });
    console.watch(context);
    const page = await context.newPage();
    const statuses: string[] = [];
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.enableDeviceBoundSessions" as never, { enable: true } as never);
    cdp.on("Network.deviceBoundSessionEventOccurred" as never, (event: object) =>
      statuses.push(JSON.stringify(event)),
    );
    await page.goto("/login");
    await waitForHydration(page);
    await submitSignIn(page, account);
    await expect(page).toHaveURL("/dashboard");
    await expect.poll(() => boundCookie(context)).toBeDefined();
    const first = await boundCookie(context);

    const read = () => page.evaluate(async () => (await fetch("/api/session")).json());
    expect((await read()).session.binding).toBe("dbsc");

    const thief = new HttpBrowser(server);
    const jar = await context.cookies();
    const stolen = jar.filter(({ name }) => !name.startsWith("latchkey_bound."));
    thief.jar.apply(stolen.map(({ name, value }) => `${name}=${value}; Path=/`));
    const refused = await thief.post("/api/auth/refresh");
    expect(refused).toMatchObject({ status: 401, json: { error: "device_proof_required" } });

    await context.clearCookies({ name: /^latchkey_bound\./ });
    expect(await read()).toMatchObject({ authenticated: true });
    const second = await boundCookie(context);
    expect(second?.name).toBe(first?.name);
    expect(second?.value).not.toBe(first?.value);
    // No script signs here: the bound cookie alone is the proof.
    const plain = () =>
      page.evaluate(async () => (await fetch("/api/auth/refresh", { method: "POST" })).status);
    expect(await plain()).toBe(200);

    // The page hears of it at once, and leaves: nothing is asked of it before it has.
    await page.evaluate(() => void fetch("/api/auth/logout", { method: "POST", keepalive: true }));
    await expect(page).toHaveURL(/\/login/);
    await waitForHydration(page);
    expect(await boundCookie(context)).toBeUndefined();
    expect(await read()).toMatchObject({ authenticated: false });
    expect(await boundCookie(context)).toBeUndefined();
    test.info().annotations.push({ type: "events", description: statuses.join("\n") });
  } finally {
    await browser.close();
  }
});
