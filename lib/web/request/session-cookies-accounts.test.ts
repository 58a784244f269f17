import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newId, newRefreshToken, seal } from "@/lib/server/crypto";
import { DAY, install } from "@/lib/server/testing/installation";
import { readCookies } from "./cookie-header";
import { newestToken, readCredentials } from "./credentials";
import { accountSignOutCookies, type SessionToWrite, signOutCookies, switchCookies } from "./session-cookies";
import { HTTP, Jar, NOW, SIGNED_OUT, session } from "./session-cookies.fixture";
import { heldTokens } from "./sign-ins";

describe("accounts on one browser", () => {
  test("another user's sign-in keeps the first user's slot and token; the newest is active", async () => {
    const jar = new Jar();
    const [ada, grace] = [session(), session()];
    await jar.signIn(ada, "a".repeat(43));
    const [slot] = (await jar.read()).browser?.signIns ?? [];
    await jar.signIn(grace, "g".repeat(43));
    const credentials = await jar.read();
    expect(credentials.browser?.signIns).toContainEqual(slot);
    expect(credentials.active?.sessionId).toBe(grace.id);
    expect(credentials.refresh?.token).toBe("g".repeat(43));
    expect(heldTokens(credentials).sort()).toEqual(["a".repeat(43), "g".repeat(43)]);
  });

  test("the same user's sign-in replaces the old one, and its old token is removed", async () => {
    const jar = new Jar();
    const userId = newId();
    await jar.signIn(session({ userId }), "a".repeat(43));
    await jar.signIn(session({ userId }), "b".repeat(43));
    const credentials = await jar.read();
    expect(credentials.browser?.signIns).toHaveLength(1);
    expect(credentials.all.map((cookie) => cookie.token)).toEqual(["b".repeat(43)]);
  });

  test("five users have slots of their own; the sixth takes the slot of the earliest sign-in", async () => {
    const jar = new Jar();
    const people = Array.from({ length: 6 }, () => session());
    for (const who of people.slice(0, 5)) await jar.signIn(who);
    const five = (await jar.read()).browser?.signIns ?? [];
    expect(five.map((signIn) => signIn.slot).sort()).toEqual([0, 1, 2, 3, 4]);
    await jar.signIn(people[5] as SessionToWrite);
    const { browser, all } = await jar.read();
    expect(browser?.signIns.map((signIn) => signIn.sessionId)).toEqual(people.slice(1).map((who) => who.id));
    expect(browser?.signIns.at(-1)?.slot).toBe(0);
    expect(all.map((cookie) => cookie.sessionId).sort()).toEqual(
      people
        .slice(1)
        .map((who) => who.id)
        .sort(),
    );
  });

  test("a late answer to a refresh of one account leaves the account active that was switched to meanwhile", async () => {
    const jar = new Jar();
    const [ada, grace] = [session(), session()];
    await jar.signIn(ada);
    await jar.signIn(grace);
    const late = await jar.rotate({ ...grace, generation: 1 }, "n".repeat(43));
    const switched = { ...ada, generation: 1 };
    jar.keep(await switchCookies(await jar.read(), switched, "a".repeat(43), HTTP, NOW));
    jar.keep(late);
    const credentials = await jar.read();
    expect(credentials.refresh).toMatchObject({ sessionId: ada.id, token: "a".repeat(43) });
    expect(newestToken(credentials.all, grace.id)?.token).toBe("n".repeat(43));
    jar.keep(await accountSignOutCookies(credentials, ada.id, HTTP, NOW));
    const left = await jar.read();
    expect([left.active, left.all.map(({ token }) => token)]).toEqual([null, ["n".repeat(43)]]);
  });

  test("a sign-out removes every refresh cookie and keeps the browser id", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    await jar.signIn(session());
    jar.cookies.set(`latchkey_refresh.${newId()}.0`, newRefreshToken()); // of a session without a slot
    jar.keep(await signOutCookies(await jar.read(), HTTP, NOW));
    const { browser, ...rest } = await jar.read();
    expect(browser).toMatchObject({ browserId: jar.browserId, signIns: [], active: null });
    expect(rest).toEqual({ ...SIGNED_OUT, browser: undefined });
  });
});

describe("cookies that are not ours are ignored", () => {
  test("T45: a name that occurs twice with different values is ignored; twice the same value is one", () => {
    const read = (header: string) => Object.fromEntries(readCookies(header, "latchkey_"));
    expect(read("latchkey_a=1; latchkey_a=2; latchkey_b=3")).toEqual({ latchkey_b: "3" });
    expect(read("latchkey_a=1; latchkey_a=2; latchkey_a=1")).toEqual({});
    expect(read("latchkey_a=1; latchkey_a=1")).toEqual({ latchkey_a: "1" });
  });

  test("T44: a cookie whose prefix has other characters around it is not one of ours", () => {
    for (const odd of ["\u00a0", "\ufeff", "\u000b", "\t", " "]) {
      const tossed = `a=1; ${odd}__Host-latchkey_browser=evil; __Host-latchkey_browser${odd}=evil`;
      expect(readCookies(tossed, "latchkey_").get("__Host-latchkey_browser")).toBeUndefined();
    }
  });

  test("T45: an ambiguous browser cookie signs no user in, and an ambiguous token is not used", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    const strange = await seal({ a: 1 }, HTTP.secrets);
    expect(await readCredentials(`${jar.header}; latchkey_browser=${strange}`, HTTP, NOW)).toMatchObject({
      browser: null,
      refresh: null,
    });
    const [name] = [...jar.cookies.keys()].filter((key) => key.includes("refresh"));
    const twice = `${jar.header}; ${name}=${newRefreshToken()}`;
    expect(await readCredentials(twice, HTTP, NOW)).toMatchObject({ refresh: null, all: [] });
  });

  test("T29: a seal with any changed byte is refused", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    const sealed = jar.cookies.get("latchkey_browser") ?? "";
    const ours = sealed.slice(0, sealed.indexOf("~")); // after it comes the seal's version number
    for (let at = 0; at < ours.length; at += 1) {
      // "Q" and not "B": the last character of a piece has unused bits.
      const other = ours[at] === "A" ? "Q" : "A";
      jar.cookies.set("latchkey_browser", `${ours.slice(0, at)}${other}${sealed.slice(at + 1)}`);
      expect((await jar.read()).browser).toBeNull();
    }
    for (const cut of [ours.slice(0, -1), ours.slice(1), "", "~2", `${sealed}${"x".repeat(5000)}`]) {
      jar.cookies.set("latchkey_browser", cut);
      expect((await jar.read()).browser).toBeNull();
    }
  });

  test("a refresh cookie without a valid token does not hide one with a token", async () => {
    const jar = new Jar();
    const who = session();
    await jar.signIn(who, "t".repeat(43));
    for (const garbage of ["", "x", "t".repeat(42), "t".repeat(44), `${"t".repeat(42)}!`]) {
      jar.cookies.set(`latchkey_refresh.${who.id}.7`, garbage);
      expect((await jar.read()).refresh).toMatchObject({ generation: 0, token: "t".repeat(43) });
    }
  });

  test("T1: a refresh cookie without a browser cookie that names its session is not used", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    jar.cookies.delete("latchkey_browser");
    expect(await jar.read()).toMatchObject({ active: null, refresh: null });
  });

  test("a valid seal over another shape, over too many sign-ins, or past its lifetime is refused", async () => {
    const jar = new Jar();
    const state = { browserId: newId(), signIns: [], knownUsers: [], active: null, sealedAt: NOW };
    const sealed = async (value: object, now = NOW) =>
      (await readCredentials(`latchkey_browser=${await seal(value, HTTP.secrets)}`, HTTP, now)).browser;
    expect(await sealed(state)).toEqual(state);
    const signIn = { slot: 0, userId: "a", sessionId: "b", absoluteExpiresAt: 1 };
    const others = [
      { ...state, browserId: 7 },
      { ...state, signIns: Array(17).fill(signIn) },
      { ...state, knownUsers: Array(17).fill({ userId: "a", sessionId: "b" }) },
      { ...state, signIns: [{ ...signIn, slot: -1 }] },
      { ...state, sealedAt: undefined },
      { kty: "EC" },
    ];
    for (const other of others) expect(await sealed(other)).toBeNull();
    expect(await sealed(state, NOW + 400 * DAY - 1)).toEqual(state);
    expect(await sealed(state, NOW + 400 * DAY)).toBeNull();
    expect(jar.header).toBe("");
  });

  test("a rotated secret opens old seals, a dropped one does not", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    const fresh = "a fresh secret of this installation, long";
    install();
    expect(
      (await readCredentials(jar.header, { ...HTTP, secrets: [fresh, ...HTTP.secrets] }, NOW)).browser,
    ).not.toBeNull();
    install();
    expect((await readCredentials(jar.header, { ...HTTP, secrets: [fresh] }, NOW)).browser).toBeNull();
  });

  test.each([
    "latchkey_refresh.short.0",
    "latchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa.-1",
    "latchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa.1e3",
    "latchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa.1.2",
    "latchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa.9999999999",
    "latchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa",
    "__Host-latchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa.0",
    "xlatchkey_refresh.aaaaaaaaaaaaaaaaaaaaaa.0",
  ])("a cookie called %s", async (name) => {
    expect(await readCredentials(`${name}=${newRefreshToken()}`, HTTP, NOW)).toEqual(SIGNED_OUT);
  });

  test("a random header causes no error and signs no user in", async () => {
    install();
    const pair = fc.tuple(
      fc.oneof(
        fc.constantFrom("latchkey_browser", "latchkey_epoch", `latchkey_refresh.${"a".repeat(22)}.0`),
        fc.string(),
      ),
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("Fe26.2**x*y*z**a*b~2", "t".repeat(43))),
    );
    const header = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pair).map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("; ")),
    );
    await fc.assert(
      fc.asyncProperty(header, async (text) => {
        expect(await readCredentials(text, HTTP, NOW)).toMatchObject({
          browser: null,
          active: null,
          refresh: null,
        });
      }),
      { numRuns: 300 },
    );
  });
});
