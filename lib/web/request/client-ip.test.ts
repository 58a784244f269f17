import { BlockList } from "node:net";
import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { canonicalIp, clientIp, type TrustedProxies } from "./client-ip";
import { PEER_HEADER } from "./internal-headers";

function address(
  trustedProxies: TrustedProxies,
  forwarded: string | null,
  peer: string | null = "203.0.113.9",
) {
  const headers = new Headers();
  if (peer !== null) headers.set(PEER_HEADER, peer);
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  return clientIp(headers, trustedProxies);
}

import { readRequestContext } from "./request-context";

describe("T27: the client's IP address", () => {
  test("without a proxy it is the socket's, regardless of headers", () => {
    for (const claim of [null, "1.2.3.4", "1.2.3.4, 5.6.7.8", "garbage", ""]) {
      expect(address(0, claim)).toBe("203.0.113.9");
    }
  });

  test("behind one proxy it is the last entry, which the proxy added", () => {
    expect(address(1, "198.51.100.7")).toBe("198.51.100.7");
    expect(address(1, "1.2.3.4, 5.6.7.8 ,198.51.100.7")).toBe("198.51.100.7");
  });

  test("behind two proxies it is the last but one, which the outer proxy added", () => {
    expect(address(2, "1.2.3.4, 198.51.100.7, 10.0.0.1")).toBe("198.51.100.7");
    expect(address(2, "198.51.100.7, 10.0.0.1")).toBe("198.51.100.7");
  });

  test.each([null, "", "unknown", "_hidden", "999.1.1.1", "1.2.3.4, ", "[1.2.3.4", "1.2.3.4:port"])(
    "a forwarded %j is no address: the proxy's own is taken",
    (forwarded) => expect(address(1, forwarded)).toBe("203.0.113.9"),
  );

  test("IPv4-mapped prefixes and zones are removed", () => {
    expect(address(0, null, "::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(address(0, null, "fe80::1%eth0")).toBe("fe80::1");
    expect(address(1, "::FFFF:198.51.100.7")).toBe("198.51.100.7");
  });

  test("an unreadable address is null", () => {
    expect(address(0, "1.2.3.4", null)).toBeNull();
    expect(address(0, "1.2.3.4", "")).toBeNull();
  });
});

describe("proxies known by their addresses", () => {
  const proxies = new BlockList();
  proxies.addSubnet("10.0.0.0", 8, "ipv4");
  proxies.addAddress("2001:db8::5", "ipv6");

  test("the first address from the end that is not a proxy's is the client's", () => {
    expect(address(proxies, "1.2.3.4, 198.51.100.7, 10.0.0.1", "10.0.0.2")).toBe("198.51.100.7");
    expect(address(proxies, "198.51.100.7", "2001:db8::5")).toBe("198.51.100.7");
  });

  test("a peer that is not a proxy is the client, regardless of its headers", () => {
    expect(address(proxies, "1.2.3.4", "203.0.113.9")).toBe("203.0.113.9");
  });

  test("a proxy without a readable entry counts as the client", () => {
    expect(address(proxies, null, "10.0.0.2")).toBe("10.0.0.2");
    expect(address(proxies, "unknown", "10.0.0.2")).toBe("10.0.0.2");
  });
});

test.each([
  ["198.51.100.7:5678", "198.51.100.7"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["[2001:db8::1]:5678", "2001:db8::1"],
  ['"[2001:DB8::1]:5678"', "2001:db8::1"],
  ["2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
  ["2001:DB8::1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["[::ffff:198.51.100.7]:80", "198.51.100.7"],
  [" 198.51.100.7 ", "198.51.100.7"],
  ["198.51.100.7:", null],
  ["198.51.100.7:123456", null],
  ["2001:db8::1:", null],
  ["", null],
  [null, null],
])("%j is the address %j", (written, canonical) => {
  expect(canonicalIp(written)).toBe(canonical);
});

test("a trusted proxy without X-Forwarded-For is logged once", async () => {
  const installation = install({ TRUSTED_PROXIES: "1" });
  const warnings = () => installation.logged.filter((line) => line.includes("without X-Forwarded-For"));
  const visit = async (headers: Headers) => (await readRequestContext({ headers })).client;
  await visit(new Headers({ "x-forwarded-for": "198.51.100.7" }));
  expect(warnings()).toEqual([]);
  for (let turn = 0; turn < 3; turn += 1) await visit(new Headers());
  expect(warnings()).toHaveLength(1);
});
