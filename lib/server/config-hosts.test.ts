import { describe, expect, test } from "vitest";
import { isHostAlias, readConfig } from "./config";

const SECRET = "0123456789abcdef0123456789abcdef";
const read = (environment: Record<string, string | undefined>, folder = "/nowhere") =>
  readConfig({ NODE_ENV: "test", SESSION_SECRET: SECRET, ...environment }, folder);

describe("TRUSTED_PROXIES", () => {
  test("takes addresses and networks", () => {
    const { trustedProxies } = read({ TRUSTED_PROXIES: "10.0.0.0/8, 2001:db8::5" });
    if (typeof trustedProxies === "number") throw new Error("a number");
    expect(["10.9.8.7", "11.0.0.1"].map((address) => trustedProxies.check(address))).toEqual([true, false]);
    expect(["2001:db8::5", "2001:db8::6"].map((address) => trustedProxies.check(address, "ipv6"))).toEqual([
      true,
      false,
    ]);
  });

  test.each(["proxy.example.com", "10.0.0.0/33", "10.0.0.0/x", "17", "10.0.0.1,,", "-1"])(
    "%s is refused",
    (value) => expect(() => read({ TRUSTED_PROXIES: value })).toThrow(/^TRUSTED_PROXIES: /),
  );
});

describe("HOST_ALIASES", () => {
  const isAlias = (host: string, environment: Record<string, string> = {}) =>
    isHostAlias(host, read(environment));

  test("a loopback name is an alias of another one with the same port, and of nothing else", () => {
    expect(["127.0.0.1:3000", "[::1]:3000", "127.1.2.3:3000"].map((host) => isAlias(host))).toEqual([
      true,
      true,
      true,
    ]);
    for (const host of [
      "localhost:3000",
      "127.0.0.1:8080",
      "127.0.0.1",
      "evil.example:3000",
      "",
      "a b",
      "@:3000",
    ])
      expect(isAlias(host), host).toBe(false);
    expect(isAlias("127.0.0.1:443", { APP_URL: "https://example.com" })).toBe(false);
  });

  test("the named hosts are aliases of ours", () => {
    const named = { APP_URL: "https://example.com", HOST_ALIASES: "www.Example.com, 192.0.2.7:3000" };
    for (const host of ["www.example.com", "WWW.EXAMPLE.COM", "192.0.2.7:3000"])
      expect(isAlias(host, named), host).toBe(true);
    for (const host of ["example.com", "192.0.2.7", "evil.example"]) expect(isAlias(host, named)).toBe(false);
  });

  test.each(["https://www.example.com", "www.example.com/path", "a,,b", "user@host"])(
    "%s is refused",
    (value) => expect(() => read({ HOST_ALIASES: value })).toThrow(/^HOST_ALIASES: /),
  );
});
