/** Both variants of the cookies: for this host alone, and for `COOKIE_DOMAIN`. */
import { describe, expect, test } from "vitest";
import { cookieAttributes, withOtherVariants } from "./cookie-writes";
import { readCredentials, readEpoch } from "./credentials";
import { formerCookies } from "./former-cookies";
import { signOutCookies } from "./session-cookies";
import { HTTP, HTTPS, Jar, NOW, SIGNED_OUT, session } from "./session-cookies.fixture";

const HOST_ONLY = { ...HTTPS, origin: "https://app.eu.example.com" };
const SHARED = { ...HOST_ONLY, cookieDomain: "example.com" };
const ID = "a".repeat(22);
const KINDS = ["browser", "epoch", `refresh.${ID}.7`, `left.${ID}`, `attempt.${ID}`, `bound.${ID}`];
const header = (prefix: string) => KINDS.map((kind) => `${prefix}latchkey_${kind}=x`).join("; ");
const removed = (config: typeof HTTPS, cookies: string) =>
  formerCookies(cookies, config).map(({ name, value, maxAge, domain }) => {
    expect([value, maxAge]).toEqual(["", 0]);
    return `${name} ${domain}`;
  });

describe("with COOKIE_DOMAIN", () => {
  test("every cookie is __Secure-, for that domain, also where it is removed", async () => {
    const jar = new Jar(SHARED);
    const writes = [
      ...(await jar.signIn(session())),
      ...(await signOutCookies(await jar.read(), SHARED, NOW)),
    ];
    expect(writes).toHaveLength(6);
    for (const write of writes)
      expect(cookieAttributes(write, SHARED)).toMatchObject({
        name: expect.stringMatching(/^__Secure-latchkey_/),
        domain: "example.com",
        secure: true,
        sameSite: "lax",
        path: "/",
      });
  });

  test("only the configured variant is read", async () => {
    for (const [written, read] of [
      [SHARED, HOST_ONLY],
      [HOST_ONLY, SHARED],
    ] as const) {
      const jar = new Jar(written);
      await jar.signIn(session());
      expect((await readCredentials(jar.header, written, NOW)).refresh).not.toBeNull();
      expect(await readCredentials(jar.header, read, NOW)).toEqual(SIGNED_OUT);
      expect(readEpoch(jar.header, read)).toBe("");
    }
  });

  test("on plain http the names are the same, and each write removes the cookies of other domains", () => {
    const write = { name: "latchkey_epoch", value: "e", httpOnly: false };
    const shared = { ...HTTP, origin: "http://one.app.localhost:3000", cookieDomain: "app.localhost" };
    expect(withOtherVariants(write, shared).map((one) => cookieAttributes(one, shared))).toMatchObject([
      { name: "latchkey_epoch", value: "", maxAge: 0 },
      { name: "latchkey_epoch", value: "", maxAge: 0, domain: "one.app.localhost" },
      { name: "latchkey_epoch", value: "e", domain: "app.localhost" },
    ]);
    expect(withOtherVariants(write, HTTP)).toEqual([write]);
    expect(withOtherVariants(write, SHARED)).toEqual([write]);
  });
});

describe("when the setting changes", () => {
  test("a new COOKIE_DOMAIN removes the cookies of the host", () =>
    expect(removed(SHARED, `theme=dark; ${header("__Host-")}; ${header("__Secure-")}`)).toEqual(
      KINDS.map((kind) => `__Host-latchkey_${kind} null`),
    ));

  test("without COOKIE_DOMAIN those of every domain it may have been are removed", () =>
    expect(removed(HOST_ONLY, `${header("__Host-")}; ${header("__Secure-")}`)).toEqual(
      KINDS.flatMap((kind) =>
        ["app.eu.example.com", "eu.example.com", "example.com"].map(
          (domain) => `__Secure-latchkey_${kind} ${domain}`,
        ),
      ),
    ));

  test("from one domain to another: a name that comes twice is removed from all others", () =>
    expect(
      removed(
        { ...SHARED, cookieDomain: "eu.example.com" },
        "__Secure-latchkey_epoch=a; __Secure-latchkey_epoch=b",
      ),
    ).toEqual(
      ["null", "app.eu.example.com", "example.com"].map((domain) => `__Secure-latchkey_epoch ${domain}`),
    ));
});

test("cookies of other apps, of other kinds and of the variant in force stay", () => {
  for (const cookies of [
    null,
    "",
    header("__Host-"),
    "__Secure-other_epoch=1; latchkey_epoch=1; theme=dark; ;=;x",
  ])
    expect(formerCookies(cookies, HOST_ONLY)).toEqual([]);
  for (const name of [
    "note",
    "epochs",
    "refresh",
    "refresh.",
    `refresh.${"a".repeat(65)}`,
    "browser x",
    "left.a;b",
  ])
    expect(formerCookies(`__Secure-latchkey_${name}=1`, HOST_ONLY)).toEqual([]);
  expect(formerCookies(header(""), HTTP)).toEqual([]);
});

test("a header full of names makes no answer that is longer than it", () => {
  const many = Array.from({ length: 500 }, (_, n) => `__Host-latchkey_left.${n}=`).join("; ");
  expect(formerCookies(many, SHARED)).toHaveLength(40);
});
