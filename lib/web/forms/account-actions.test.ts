/** Switching to one account of a browser, and signing one out, from plain forms. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { describeAccounts, findRecentSignOut } from "@/lib/server/sessions/browser-accounts";
import { revokeSessions } from "@/lib/server/sessions/session-list";
import { type Installation, install, requester } from "@/lib/server/testing/installation";
import { heldSignIns } from "@/lib/web/request/accounts";
import { readCredentials } from "@/lib/web/request/credentials";
import { knownUsers } from "@/lib/web/request/sign-ins";
import { TestBrowser } from "@/lib/web/testing/browser";
import { signOutFromForm } from "./sign-out";
import { switchAccountFromForm } from "./switch";

const page = vi.hoisted(() => ({
  headers: () => new Headers(),
  write: (_cookie: { name: string; value: string }) => {},
}));
vi.mock("next/headers", () => ({
  headers: async () => page.headers(),
  cookies: async () => ({ set: (cookie: { name: string; value: string }) => page.write(cookie) }),
}));

let app: Installation;
let browser: TestBrowser;
/** The sessions of Ada, Grace and Alan, whose sign-in is the latest. */
let [ada, grace, alan] = ["", "", ""];

beforeEach(async () => {
  app = install();
  browser = new TestBrowser();
  comeFrom(config().origin);
  page.write = ({ name, value }) => (value === "" ? browser.jar.delete(name) : browser.jar.set(name, value));
  const ids: string[] = [];
  for (const name of ["Ada", "Grace", "Alan"]) {
    app.pass(1);
    const grant = await app.openSession(await app.addUser(name));
    await browser.signInWith(grant);
    ids.push(grant.session.id);
  }
  [ada, grace, alan] = ids as [string, string, string];
});

function comeFrom(origin: string): void {
  page.headers = () => new Headers({ cookie: browser.cookieHeader(), origin });
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** @returns where the form leads to; the failure of one that stays */
const destination = (done: Promise<unknown>): Promise<unknown> =>
  done.catch(({ digest }: { digest: string }) => digest.split(";")[2]);

const switchTo = (sessionId: string, returnTo = "/profile") =>
  destination(switchAccountFromForm(form({ sessionId, returnTo })));
const signOut = (fields: Record<string, string>) => destination(signOutFromForm(form(fields)));

const credentials = () => readCredentials(browser.cookieHeader(), config(), app.now);

/** @returns each account in one word: its name, with a star when it is active, and why it is over */
async function accounts(): Promise<string[]> {
  const found = await describeAccounts(heldSignIns(await credentials()));
  return found.map(
    ({ user, active, endedReason }) =>
      `${user.name}${active ? "*" : ""}${endedReason ? `: ${endedReason}` : ""}`,
  );
}

describe("a switch", () => {
  test("makes the account active, and goes to the page that was asked for", async () => {
    const epoch = browser.jar.find("latchkey_epoch")?.value;
    expect(await switchTo(ada)).toBe("/profile");
    expect(await accounts()).toEqual(["Ada*", "Alan", "Grace"]);
    expect(browser.jar.find("latchkey_epoch")?.value).not.toBe(epoch);
    expect(await app.session(ada)).toMatchObject({ generation: 1, endedAt: null });
  });

  test("goes to no other site", async () => {
    expect(await switchTo(ada, "https://evil.net")).toBe("/dashboard");
    expect(await switchTo(grace, "//evil.net")).toBe("/dashboard");
  });

  test("to an account whose session has ended leads to its sign-in form, and changes nothing", async () => {
    const session = await app.session(ada);
    const caller = { user: (await app.db.findUser(session.userId)) as never, session, now: app.now };
    await revokeSessions(caller, "all", requester());
    const before = browser.cookieHeader();
    expect(await switchTo(ada)).toBe(`/login?account=${ada}&returnTo=%2Fprofile`);
    expect(browser.cookieHeader()).toBe(before);
    expect(await accounts()).toEqual(["Alan*", "Grace", "Ada: revoked_everywhere"]);
  });

  test("to a session of another browser changes nothing", async () => {
    const elsewhere = await app.openSession(await app.addUser("Edsger"));
    expect(await switchTo(elsewhere.session.id, "")).toBe(`/login?account=${elsewhere.session.id}`);
    expect(await accounts()).toEqual(["Alan*", "Grace", "Ada"]);
  });

  test("that another site asks for is refused", async () => {
    comeFrom("https://evil.net");
    expect(await switchTo(ada)).toMatchObject({ code: "cross_site_request" });
    expect(await accounts()).toEqual(["Alan*", "Grace", "Ada"]);
  });
});

describe("a sign-out", () => {
  test("of the active account leaves none active, and the others signed in", async () => {
    expect(await signOut({ sessionId: alan, returnTo: "/profile" })).toBe(
      "/login?reason=signed_out&returnTo=%2Fprofile",
    );
    expect(await accounts()).toEqual(["Grace", "Ada"]);
    expect(await app.session(alan)).toMatchObject({ endedReason: "signed_out" });
  });

  test("of another account leaves the active one as it is", async () => {
    await signOut({ sessionId: grace });
    expect(await accounts()).toEqual(["Alan*", "Ada"]);
  });

  test("of a session of another browser changes nothing", async () => {
    const elsewhere = await app.openSession(await app.addUser("Edsger"));
    await signOut({ sessionId: elsewhere.session.id });
    expect(await app.session(elsewhere.session.id)).toMatchObject({ endedAt: null });
    expect(await accounts()).toEqual(["Alan*", "Grace", "Ada"]);
  });

  test("without a session covers every account", async () => {
    expect(await signOut({})).toBe("/login?reason=signed_out");
    expect(await accounts()).toEqual([]);
    for (const id of [ada, grace, alan]) expect((await app.session(id)).endedReason).toBe("signed_out");
  });

  test("that another site asks for is refused", async () => {
    comeFrom("https://evil.net");
    expect(await signOut({ sessionId: alan })).toBe("/");
    expect(await accounts()).toEqual(["Alan*", "Grace", "Ada"]);
  });
});

describe("who has just signed out", () => {
  const recent = async () => findRecentSignOut(knownUsers((await credentials()).browser));

  test("is known for a minute, on this browser alone", async () => {
    expect(await recent()).toBeNull();
    await signOut({ sessionId: alan });
    app.pass(1000);
    await signOut({ sessionId: ada });
    expect(await recent()).toBe("Ada");
    expect(await findRecentSignOut([])).toBeNull();
    app.pass(60_001);
    expect(await recent()).toBeNull();
  });

  test("is no user whose session ended for another reason", async () => {
    const session = await app.session(alan);
    const caller = { user: (await app.db.findUser(session.userId)) as never, session, now: app.now };
    await revokeSessions(caller, "all", requester());
    expect(await recent()).toBeNull();
  });
});
