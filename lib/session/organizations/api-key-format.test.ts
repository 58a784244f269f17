import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { API_KEY_PREFIX } from "@/lib/session/product";
import { formatApiKey, hasValidChecksum, isApiKey, KEY_SECRET_LENGTH, shownPrefix } from "./api-key-format";

const SECRET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd";
const KEY = `${API_KEY_PREFIX}0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd0omAup`;
const digit = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
const secrets = fc.string({ unit: digit, minLength: KEY_SECRET_LENGTH, maxLength: KEY_SECRET_LENGTH });

test("a key is its prefix, its secret and a checksum of six characters", () => {
  expect(SECRET).toHaveLength(KEY_SECRET_LENGTH);
  expect(formatApiKey(SECRET)).toBe(KEY);
  fc.assert(
    fc.property(secrets, (secret) => {
      const key = formatApiKey(secret);
      expect(key).toMatch(new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{46}$`));
      expect([isApiKey(key), hasValidChecksum(key)]).toEqual([true, true]);
    }),
  );
});

test("one wrong character, and two that changed places, are noticed", () => {
  fc.assert(
    fc.property(secrets, fc.nat(45), digit, (secret, at, other) => {
      const key = formatApiKey(secret);
      const place = API_KEY_PREFIX.length + at;
      fc.pre(key[place] !== other);
      expect(hasValidChecksum(key.slice(0, place) + other + key.slice(place + 1))).toBe(false);
    }),
  );
  fc.assert(
    fc.property(secrets, fc.nat(44), (secret, at) => {
      const key = [...formatApiKey(secret)];
      const place = API_KEY_PREFIX.length + at;
      const [first = "", second = ""] = key.slice(place, place + 2);
      fc.pre(first !== second);
      expect(
        hasValidChecksum([...key.slice(0, place), second, first, ...key.slice(place + 2)].join("")),
      ).toBe(false);
    }),
  );
});

describe("no key", () => {
  test.each([
    ["", "empty"],
    [API_KEY_PREFIX, "the prefix alone"],
    [KEY.slice(0, -1), "too short"],
    [`${KEY}0`, "too long"],
    [`${KEY}\n`, "with a line break"],
    [` ${KEY}`, "with a space"],
    [KEY.replace(API_KEY_PREFIX, API_KEY_PREFIX.toUpperCase()), "another letter case in the prefix"],
    [KEY.toLowerCase(), "another letter case"],
    [KEY.replace(API_KEY_PREFIX, "another_"), "another prefix"],
    [KEY.replace("a", "ａ"), "a full-width letter"],
    [KEY.replace("a", "_"), "a character that is no digit"],
    ["eyJhbGciOiJFUzI1NiJ9.e30.x", "an access token"],
  ])("%j: %s", (token) => expect(hasValidChecksum(token)).toBe(false));

  test("what begins like a key is never taken for an access token, nor the other way round", () => {
    expect(isApiKey(`${API_KEY_PREFIX}x`)).toBe(true);
    expect(isApiKey("eyJhbGciOiJFUzI1NiJ9.e30.x")).toBe(false);
    expect(isApiKey(`${API_KEY_PREFIX.toUpperCase()}x`)).toBe(false);
  });
});

test("a list shows six characters after the prefix: forty less six of base62 stay secret, more than 200 bits", () => {
  expect(shownPrefix(KEY)).toBe(`${API_KEY_PREFIX}012345`);
  expect((KEY_SECRET_LENGTH - 6) * Math.log2(62)).toBeGreaterThan(200);
});
