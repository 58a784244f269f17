import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newId, newRefreshToken, seal } from "@/lib/server/crypto";
import { DAY, install, SECOND } from "@/lib/server/testing/installation";
import { readCookies } from "./cookie-header";
import { activeTokens, readCredentials } from "./credentials";
import {
  type CookieWrite,
  cookieAttributes,
  rotationCookies,
  type SessionToWrite,
  signInCookies,
  signOutCookies,
} from "./session-cookies";

const HTTP = {
  origin: "http://localhost:3000",
  secrets: ["the first secret of an installation, long"] as [string],
};
const HTTPS = { ...HTTP, origin: "https://example.com" };
const NOW = Date.UTC(2030, 0, 1);
const NOBODY = { browser: null, active: null, refresh: null, pendingSignOut: null, markers: [], all: [] };

const session = (from: Partial<SessionToWrite> = {}): SessionToWrite => ({
  id: newId(),
  userId: newId(),
  generation: 0,
  rememberMe: false,
  absoluteExpiresAt: NOW + 30 * DAY,
  ...from,
});

/** A browser's jar, as a header and as what it says. */
class Jar {
  readonly cookies = new Map<string, string>();
  readonly browserId = newId();

  readonly config: typeof HTTP;

  constructor(config = HTTP) {
    install(); // what has been unsealed is remembered: anew for every test
    this.config = config;
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  read(now = NOW) {
    return readCredentials(this.header, this.config, now);
  }

  keep(writes: CookieWrite[]): CookieWrite[] {
    for (const { name, value, maxAge } of writes) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return writes;
  }

  async signIn(who: SessionToWrite, token = newRefreshToken()): Promise<CookieWrite[]> {
    return this.keep(await signInCookies(await this.read(), this.browserId, who, token, this.config, NOW));
  }

  /** The cookies of an answer that has not arrived yet. */
  async rotate(who: SessionToWrite, token: string): Promise<CookieWrite[]> {
    return rotationCookies(await this.read(), who, token, this.config, NOW);
  }
}

describe("names and attributes", () => {
  test("on http: HttpOnly but for the epoch, Lax, for every path", async () => {
    const writes = await new Jar().signIn(session({ id: "a".repeat(22) }));
    const written = writes.map((write) => cookieAttributes(write, HTTP));
    expect(written.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
      ["latchkey_browser", true],
      ["latchkey_epoch", false],
      [`latchkey_refresh.${"a".repeat(22)}.0`, true],
    ]);
    for (const cookie of written) expect(cookie).toMatchObject({ secure: false, sameSite: "lax", path: "/" });
  });

  test("on https: __Host- and Secure on every one", async () => {
    const jar = new Jar(HTTPS);
    const writes = [
      ...(await jar.signIn(session())),
      ...(await signOutCookies(await jar.read(), HTTPS, NOW)),
    ];
    expect(writes).toHaveLength(6);
    for (const write of writes) {
      expect(cookieAttributes(write, HTTPS)).toMatchObject({
        name: expect.stringMatching(/^__Host-latchkey_/),
        secure: true,
        path: "/",
      });
      expect(cookieAttributes(write, HTTPS)).not.toHaveProperty("domain");
    }
  });

  test("T44: on https a cookie without the prefix, which a sub-domain can set, is nobody", async () => {
    const jar = new Jar(HTTPS);
    await jar.signIn(session());
    const tossed = jar.header.replaceAll("__Host-", "");
    expect(await readCredentials(tossed, HTTPS, NOW)).toEqual(NOBODY);
  });

  test("rememberMe off: gone with the browser; on: lasts exactly as long as the session can", async () => {
    const maxAgeOf = async (rememberMe: boolean) =>
      (await new Jar().signIn(session({ rememberMe }))).at(-1)?.maxAge;
    expect(await maxAgeOf(false)).toBeUndefined();
    expect(await maxAgeOf(true)).toBe((30 * DAY) / SECOND);
  });

  test("the longest set we ever write stays below 4096 bytes a cookie", async () => {
    const jar = new Jar(HTTPS);
    for (let n = 0; n < 7; n += 1) {
      const who = session({ generation: 999_999_999, rememberMe: true });
      for (const { name, value } of await jar.signIn(who)) {
        expect(
          `${name}=${value}`.length + "; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Lax".length,
        ).toBeLessThan(4096);
      }
    }
  });

  test("the epoch changes with every sign-in and sign-out, and with no rotation", async () => {
    const jar = new Jar();
    const who = session();
    await jar.signIn(who);
    const first = jar.cookies.get("latchkey_epoch");
    jar.keep(await jar.rotate({ ...who, generation: 1 }, newRefreshToken()));
    expect(jar.cookies.get("latchkey_epoch")).toBe(first);
    await jar.signIn(session({ userId: who.userId }));
    const second = jar.cookies.get("latchkey_epoch");
    expect(second).not.toBe(first);
    jar.keep(await signOutCookies(await jar.read(), HTTP, NOW));
    expect(jar.cookies.get("latchkey_epoch")).not.toBe(second);
  });
});

describe("rotation", () => {
  test("the highest generation wins, compared as a number", async () => {
    const jar = new Jar();
    const who = session({ generation: 9 });
    await jar.signIn(who, "9".repeat(43));
    jar.cookies.set(`latchkey_refresh.${who.id}.10`, "t".repeat(43));
    expect((await jar.read()).refresh).toMatchObject({ generation: 10, token: "t".repeat(43) });
  });

  test("removes the names it was presented among, and no other one", async () => {
    const jar = new Jar();
    const [who, other] = [session({ generation: 5 }), session()];
    await jar.signIn(other);
    await jar.signIn(who);
    for (const generation of [3, 4]) {
      jar.cookies.set(`latchkey_refresh.${who.id}.${generation}`, newRefreshToken());
    }
    const writes = await jar.rotate({ ...who, generation: 6 }, "t".repeat(43));
    const removed = writes.filter((write) => write.maxAge === 0).map((write) => write.name);
    expect(removed.sort()).toEqual([3, 4, 5].map((generation) => `latchkey_refresh.${who.id}.${generation}`));
    expect(writes.at(-1)).toMatchObject({ name: `latchkey_refresh.${who.id}.6`, value: "t".repeat(43) });
    expect(writes.map((write) => write.name)).not.toContain("latchkey_browser");
  });

  test("a late answer of an older rotation cannot overwrite a newer token", async () => {
    const jar = new Jar();
    const who = session();
    await jar.signIn(who);
    const late = await jar.rotate({ ...who, generation: 1 }, "1".repeat(43));
    const before = await jar.read();
    // Its twin arrived, and was rotated in turn, before it.
    jar.keep(rotationCookies(before, { ...who, generation: 1 }, "1".repeat(43), HTTP, NOW));
    jar.keep(await jar.rotate({ ...who, generation: 2 }, "2".repeat(43)));
    jar.keep(late);
    expect((await jar.read()).refresh).toMatchObject({ generation: 2, token: "2".repeat(43) });
  });

  test("a late answer that arrives after a sign-out or another sign-in brings nobody back", async () => {
    const jar = new Jar();
    const who = session();
    await jar.signIn(who);
    const late = await jar.rotate({ ...who, generation: 1 }, newRefreshToken());
    jar.keep(await signOutCookies(await jar.read(), HTTP, NOW));
    jar.keep(late);
    expect(await jar.read()).toMatchObject({ active: null, refresh: null });

    const next = session();
    await jar.signIn(next, "n".repeat(43));
    jar.keep(late);
    expect((await jar.read()).refresh).toMatchObject({ sessionId: next.id, token: "n".repeat(43) });
  });
});

describe("accounts on one browser", () => {
  test("another user's sign-in keeps the first one's slot and token; the newest is active", async () => {
    const jar = new Jar();
    const [ada, grace] = [session(), session()];
    await jar.signIn(ada, "a".repeat(43));
    const [slot] = (await jar.read()).browser?.signIns ?? [];
    await jar.signIn(grace, "g".repeat(43));
    const credentials = await jar.read();
    expect(credentials.browser?.signIns).toContainEqual(slot);
    expect(credentials.active?.sessionId).toBe(grace.id);
    expect(credentials.refresh?.token).toBe("g".repeat(43));
    expect(activeTokens(credentials).sort()).toEqual(["a".repeat(43), "g".repeat(43)]);
  });

  test("the same user's sign-in takes the place of the old one, and its old token goes", async () => {
    const jar = new Jar();
    const userId = newId();
    await jar.signIn(session({ userId }), "a".repeat(43));
    await jar.signIn(session({ userId }), "b".repeat(43));
    const credentials = await jar.read();
    expect(credentials.browser?.signIns).toHaveLength(1);
    expect(credentials.all.map((cookie) => cookie.token)).toEqual(["b".repeat(43)]);
  });

  test("five have a slot of their own; the sixth takes the one that was signed in first", async () => {
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

  test("a sign-out removes every refresh cookie and keeps the browser known", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    await jar.signIn(session());
    jar.cookies.set(`latchkey_refresh.${newId()}.0`, newRefreshToken()); // of nobody any more
    jar.keep(await signOutCookies(await jar.read(), HTTP, NOW));
    const { browser, ...rest } = await jar.read();
    expect(browser).toMatchObject({ browserId: jar.browserId, signIns: [], active: null });
    expect(rest).toEqual({ active: null, refresh: null, pendingSignOut: null, markers: [], all: [] });
  });
});

describe("what is not ours is nobody", () => {
  test("T45: a name that comes twice with different values is left out; twice the same is one", () => {
    const read = (header: string) => Object.fromEntries(readCookies(header));
    expect(read("latchkey_a=1; latchkey_a=2; latchkey_b=3")).toEqual({ latchkey_b: "3" });
    expect(read("latchkey_a=1; latchkey_a=2; latchkey_a=1")).toEqual({});
    expect(read("latchkey_a=1; latchkey_a=1")).toEqual({ latchkey_a: "1" });
  });

  test("T44: what a browser takes for a name without a prefix is none of ours, whatever stands around it", () => {
    for (const odd of ["\u00a0", "\ufeff", "\u000b", "\t", " "]) {
      const tossed = `a=1; ${odd}__Host-latchkey_browser=evil; __Host-latchkey_browser${odd}=evil`;
      expect(readCookies(tossed).get("__Host-latchkey_browser")).toBeUndefined();
    }
  });

  test("T45: of an ambiguous browser cookie nobody is signed in, of an ambiguous token none is used", async () => {
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

  test("T29: a broken seal: no byte of it can be another", async () => {
    const jar = new Jar();
    await jar.signIn(session());
    const sealed = jar.cookies.get("latchkey_browser") ?? "";
    const ours = sealed.slice(0, sealed.indexOf("~")); // behind it stands the version of the form, which opens nothing
    for (let at = 0; at < ours.length; at += 1) {
      // "Q" and not "B": the last character of a piece has bits that stand for nothing.
      const other = ours[at] === "A" ? "Q" : "A";
      jar.cookies.set("latchkey_browser", `${ours.slice(0, at)}${other}${sealed.slice(at + 1)}`);
      expect((await jar.read()).browser).toBeNull();
    }
    for (const cut of [ours.slice(0, -1), ours.slice(1), "", "~2", `${sealed}${"x".repeat(5000)}`]) {
      jar.cookies.set("latchkey_browser", cut);
      expect((await jar.read()).browser).toBeNull();
    }
  });

  test("a cookie of ours that holds no token does not stand before one that does", async () => {
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

  test("a seal of ours over something else, over too many, or older than a browser keeps it", async () => {
    const jar = new Jar();
    const state = { browserId: newId(), signIns: [], active: null, sealedAt: NOW };
    const sealed = async (value: object, now = NOW) =>
      (await readCredentials(`latchkey_browser=${await seal(value, HTTP.secrets)}`, HTTP, now)).browser;
    expect(await sealed(state)).toEqual(state);
    const signIn = { slot: 0, userId: "a", sessionId: "b", absoluteExpiresAt: 1 };
    const others = [
      { ...state, browserId: 7 },
      { ...state, signIns: Array(17).fill(signIn) },
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
    expect(await readCredentials(`${name}=${newRefreshToken()}`, HTTP, NOW)).toEqual(NOBODY);
  });

  test("any header at all: never an error, never somebody", async () => {
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
