import { expect, test } from "vitest";
import { isDirectLoopback } from "./loopback";

test.each([
  ["127.0.0.1", {}, true],
  ["127.8.8.8", {}, true],
  ["::1", {}, true],
  ["::ffff:127.0.0.1", {}, true],
  [undefined, {}, false],
  ["10.0.0.5", {}, false],
  ["::ffff:10.0.0.5", {}, false],
  ["fe80::1%lo", {}, false],
  // A proxy on this machine asks for someone else, even if its header is empty or names loopback.
  ["127.0.0.1", { "x-forwarded-for": "203.0.113.9" }, false],
  ["127.0.0.1", { "x-forwarded-for": "" }, false],
  ["127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, false],
  ["127.0.0.1", { "x-forwarded-proto": "https" }, false],
  ["127.0.0.1", { "x-forwarded-host": "sessions.example.com" }, false],
  ["127.0.0.1", { "x-real-ip": "203.0.113.9" }, false],
  ["::1", { forwarded: "for=203.0.113.9" }, false],
  ["::1", { via: "1.1 caddy" }, false],
])("a request from %o with %o comes directly from this machine: %o", (peer, headers, expected) => {
  expect(isDirectLoopback(peer, headers)).toBe(expected);
});
