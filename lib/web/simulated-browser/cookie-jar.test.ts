import { expect, test } from "vitest";
import { CookieJar } from "./cookie-jar";

const now = Date.parse("2026-01-01T00:00:00Z");

function jarWith(...setCookies: string[]): CookieJar {
  const jar = new CookieJar();
  jar.apply(setCookies, now);
  return jar;
}

test("cookies are sent until their age is reached, and not after", () => {
  const jar = jarWith("a=1; Max-Age=60; Path=/");
  expect(jar.header("/", now + 59_999)).toBe("a=1");
  expect(jar.header("/", now + 60_000)).toBeNull();
});

test("a cookie is removed by one of its name that has expired already", () => {
  const jar = jarWith("a=1; Path=/", "b=2; Path=/");
  jar.apply(["a=; Max-Age=0", "b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], now);
  expect(jar.list(now)).toEqual([]);
});

test("Max-Age goes before Expires", () => {
  const jar = jarWith("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=10");
  expect(jar.header("/", now)).toBe("a=1");
});

test("the later of two answers counts for a name, both for two names", () => {
  const jar = jarWith("a=1", "b=2");
  jar.apply(["a=3"], now);
  expect(jar.header("/", now)).toBe("a=3; b=2");
});

test("a cookie of a path is not sent elsewhere", () => {
  const jar = jarWith("a=1; Path=/api");
  expect(jar.header("/api/me", now)).toBe("a=1");
  expect(jar.header("/apiary", now)).toBeNull();
});

test("a __Host- cookie is refused unless it is secure and for the whole host", () => {
  const jar = jarWith("__Host-a=1; Path=/", "__Host-b=1; Secure; Path=/api", "__Host-c=1; Secure; Path=/");
  expect(jar.list(now).map(({ name }) => name)).toEqual(["__Host-c"]);
});

test("a value may contain =", () => {
  expect(jarWith("a=b=c==; HttpOnly").find("a")).toMatchObject({ value: "b=c==", httpOnly: true });
});

test("closing the browser drops what has no expiry", () => {
  const jar = new CookieJar();
  jar.apply(["a=1", "b=2; Max-Age=60"]);
  jar.reopen();
  expect(jar.header("/")).toBe("b=2");
});

test("a thief's copy goes its own way", () => {
  const jar = new CookieJar();
  jar.apply(["a=1"]);
  const stolen = jar.copy();
  jar.apply(["a=2"]);
  expect([stolen.header("/"), jar.header("/")]).toEqual(["a=1", "a=2"]);
});
