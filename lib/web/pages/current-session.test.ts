import { afterEach, describe, expect, test, vi } from "vitest";
import { withAdministrator } from "@/lib/server/sessions/impersonation.fixture";
import { refresh } from "@/lib/server/sessions/refresh";
import { granted } from "@/lib/server/testing/expectations";
import { DAY, GRACE, install, MINUTE, requester } from "@/lib/server/testing/installation";
import { write } from "@/lib/server/testing/organizations";
import { TestBrowser } from "@/lib/web/testing/browser";
import { getSession, requireAdmin, requireRole, requireSession } from "./current-session";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));

afterEach(() => arriveAs(new TestBrowser()));

function arriveAs(browser: TestBrowser): void {
  request.headers = new Headers({ cookie: browser.cookieHeader() });
}

async function signedInBrowser(roles: ("user" | "admin")[] = ["user"]) {
  const app = install();
  const user = await app.addUser("Ada", { roles });
  const browser = new TestBrowser();
  const grant = await app.openSession(user);
  await browser.signInWith(grant);
  arriveAs(browser);
  return { app, user, browser, grant };
}

/** The outcome of a guard: the redirect's target, "not found", or "in". */
async function outcome(guard: Promise<unknown>): Promise<string> {
  try {
    await guard;
    return "in";
  } catch (error) {
    const digest = (error as { digest?: string }).digest ?? "";
    return digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404") ? "not found" : (digest.split(";")[2] ?? digest);
  }
}

test("a signed-in user may open the page, and is described as by the API", async () => {
  const { user, grant } = await signedInBrowser();
  expect(await requireSession("/dashboard")).toMatchObject({
    user: { id: user.id, name: "Ada" },
    session: { id: grant.session.id, current: true },
    serverTime: "2030-01-01T00:00:00.000Z",
  });
  expect(await getSession()).not.toBeNull();
});

describe("T40: the guard of a page, without the middleware", () => {
  test("an unauthenticated visitor is redirected to the login page, with the page's path to return to", async () => {
    install();
    request.headers.set("x-middleware-subrequest", "middleware:middleware:middleware");
    request.headers.set("x-invoke-path", "/evil");
    expect(await outcome(requireSession("/profile/security"))).toBe("/login?returnTo=%2Fprofile%2Fsecurity");
    expect(await getSession()).toBeNull();
  });

  test("the redirect names the reason of an ended session", async () => {
    const { app, grant } = await signedInBrowser();
    await app.db.changeSession(grant.session.id, (_, now) => ({
      outcome: null,
      changes: [
        {
          kind: "update-session",
          id: grant.session.id,
          set: { endedAt: now, endedReason: "password_changed" },
        },
      ],
      events: [],
    }));
    expect(await outcome(requireSession("/profile"))).toBe(
      "/login?reason=password_changed&returnTo=%2Fprofile",
    );
  });

  test("the redirect names the reason of an expired session, and of a cookie deleted when the browser closed", async () => {
    const { app, browser } = await signedInBrowser();
    app.pass(30 * MINUTE);
    expect(await outcome(requireSession("/profile"))).toBe("/login?reason=idle&returnTo=%2Fprofile");
    for (const [name] of browser.refreshCookies()) browser.jar.delete(name);
    arriveAs(browser);
    expect(await outcome(requireSession("/profile"))).toBe("/login?reason=expired&returnTo=%2Fprofile");
  });

  test("a token two rotations old opens no page, and the redirect says that the session expired", async () => {
    const { app, browser } = await signedInBrowser();
    const old = browser.copy();
    for (let times = 0; times < 2; times += 1) {
      const [[name, token] = ["", ""]] = browser.refreshCookies();
      const next = granted(await refresh(token, {}, requester()));
      browser.jar.delete(name);
      browser.jar.set(name.replace(/\d+$/, String(next.session.generation)), next.refreshToken);
      app.pass(GRACE);
    }
    arriveAs(browser);
    expect(await outcome(requireSession("/profile"))).toBe("in");
    arriveAs(old);
    expect(await outcome(requireSession("/profile"))).toBe("/login?reason=expired&returnTo=%2Fprofile");
  });

  test("each refusal leaves one line in the log, and an opened page none", async () => {
    const { app } = await signedInBrowser();
    app.logged.length = 0;
    await outcome(requireSession("/profile"));
    await outcome(requireAdmin("/admin"));
    arriveAs(new TestBrowser());
    await outcome(requireSession("/profile"));
    expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "refused", path: "/admin", code: "forbidden" },
      { msg: "refused", path: "/profile", code: "not_authenticated" },
    ]);
  });

  test("a user whose account is to be deleted is led to the question whether to keep it, and to the data", async () => {
    const { app, user } = await signedInBrowser(["admin"]);
    await write(app, [{ kind: "update-user", id: user.id, set: { deletionAt: app.now + DAY } }]);
    for (const path of ["/dashboard", "/profile/security", "/profile/activity"] as const)
      expect(await outcome(requireSession(path))).toBe("/account-deletion");
    expect(await outcome(requireAdmin("/admin"))).toBe("/account-deletion");
    for (const path of ["/account-deletion", "/profile/your-data"] as const)
      expect(await outcome(requireSession(path))).toBe("in");
  });

  test("an administrator's page is 404 for any other user", async () => {
    await signedInBrowser();
    expect(await outcome(requireAdmin("/admin"))).toBe("not found");
    await signedInBrowser(["user", "admin"]);
    expect(await outcome(requireAdmin("/admin"))).toBe("in");
    arriveAs(new TestBrowser());
    expect(await outcome(requireAdmin("/admin"))).toBe("/login?returnTo=%2Fadmin");
  });

  test("a page for a role is 404 without the role, and to an administrator who acts as a user with it", async () => {
    await signedInBrowser(["admin"]);
    expect(await outcome(requireRole("/profile", "admin"))).toBe("in");
    expect(await outcome(requireRole("/profile", "user"))).toBe("not found");

    const { start } = await withAdministrator(install());
    const acting = new TestBrowser();
    await acting.signInWith(await start());
    arriveAs(acting);
    expect(await outcome(requireSession("/profile"))).toBe("in");
    expect(await outcome(requireRole("/profile", "user"))).toBe("not found");
  });
});
