import { describe, expect, test } from "vitest";
import { newId, newRefreshToken } from "@/lib/server/crypto";
import { newBoundCookie } from "@/lib/server/device-binding/dbsc-tokens";
import { DAY, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { attemptCookies } from "./attempt-cookies";
import { boundCookieName } from "./cookie-names";
import { cookieAttributes } from "./cookie-writes";
import { readCredentials } from "./credentials";
import { rotationCookies, signOutCookies } from "./session-cookies";
import { HTTP, HTTPS, Jar, NOW, SIGNED_OUT, session } from "./session-cookies.fixture";

describe("names and attributes", () => {
  test("on http: HttpOnly except the epoch cookie, SameSite=Lax, for every path", async () => {
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

  test("T44: on https a cookie without the prefix, which a sub-domain can set, is ignored", async () => {
    const jar = new Jar(HTTPS);
    await jar.signIn(session());
    const tossed = jar.header.replaceAll("__Host-", "");
    expect(await readCredentials(tossed, HTTPS, NOW)).toEqual(SIGNED_OUT);
  });

  test("rememberMe off: deleted when the browser closes; on: lasts as long as the session can", async () => {
    const maxAgeOf = async (rememberMe: boolean) =>
      (await new Jar().signIn(session({ rememberMe }))).at(-1)?.maxAge;
    expect(await maxAgeOf(false)).toBeUndefined();
    expect(await maxAgeOf(true)).toBe((30 * DAY) / SECOND);
  });

  test("in the longest possible set, each cookie stays below 4096 bytes", async () => {
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

  test("with as much of everything as a browser can hold, all of them together stay below 8 KB", async () => {
    const jar = new Jar({ ...HTTPS, cookieDomain: "example.com" });
    for (let n = 0; n < 6; n += 1) {
      const impersonatorId = n === 5 ? newId() : null; // needs no place of the five
      const who = session({ generation: 999_999_999, rememberMe: true, impersonatorId });
      await jar.signIn(who);
      const value = newBoundCookie({ sessionId: who.id, thumbprint: "t".repeat(43), madeAt: NOW });
      jar.keep([{ name: boundCookieName(who.id, jar.config), value, httpOnly: true, maxAge: 600 }]);
    }
    const expiresAt = new Date(NOW + 10 * MINUTE).toISOString();
    for (let n = 0; n < 7; n += 1)
      jar.keep(attemptCookies(await jar.read(), { id: newId(), expiresAt }, jar.config, NOW));
    const { all, bound, attempts } = await jar.read();
    expect([all.length, bound.length, attempts.length]).toEqual([6, 6, 5]);
    expect(`Cookie: ${jar.header}`.length).toBeLessThan(8000);
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

  test("removes the session's refresh cookies that were sent, and no others", async () => {
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
    // A second response with the same token arrived first and was rotated in turn.
    jar.keep(rotationCookies(before, { ...who, generation: 1 }, "1".repeat(43), HTTP, NOW));
    jar.keep(await jar.rotate({ ...who, generation: 2 }, "2".repeat(43)));
    jar.keep(late);
    expect((await jar.read()).refresh).toMatchObject({ generation: 2, token: "2".repeat(43) });
  });

  test("a response that arrives after a sign-out or another sign-in restores no session", async () => {
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
