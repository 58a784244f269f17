import { describe, expect, test } from "vitest";
import { clientIp, PEER_HEADER } from "./client-ip";

function address(trustedProxies: number, forwarded: string | null, peer: string | null = "203.0.113.9") {
  const headers = new Headers();
  if (peer !== null) headers.set(PEER_HEADER, peer);
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  return clientIp(headers, trustedProxies);
}

describe("T27: whose address counts", () => {
  test("without a proxy the socket's own, whatever is claimed", () => {
    for (const claim of [null, "1.2.3.4", "1.2.3.4, 5.6.7.8", "garbage", ""]) {
      expect(address(0, claim)).toBe("203.0.113.9");
    }
  });

  test("behind one proxy the entry it added: the last", () => {
    expect(address(1, "198.51.100.7")).toBe("198.51.100.7");
    expect(address(1, "1.2.3.4, 5.6.7.8 ,198.51.100.7")).toBe("198.51.100.7");
  });

  test("behind two proxies the entry the outer one added: the last but one", () => {
    expect(address(2, "1.2.3.4, 198.51.100.7, 10.0.0.1")).toBe("198.51.100.7");
    expect(address(2, "198.51.100.7, 10.0.0.1")).toBe("198.51.100.7");
  });

  test.each([null, "", "unknown", "1.2.3.4:5678", "[2001:db8::1]", "_hidden", "999.1.1.1", "1.2.3.4, "])(
    "a forwarded %j is no address: the proxy's own is taken",
    (forwarded) => expect(address(1, forwarded)).toBe("203.0.113.9"),
  );

  test("IPv4 in IPv6 clothes and zones are taken off", () => {
    expect(address(0, null, "::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(address(0, null, "fe80::1%eth0")).toBe("fe80::1");
    expect(address(1, "::FFFF:198.51.100.7")).toBe("198.51.100.7");
  });

  test("what cannot be told is null", () => {
    expect(address(0, "1.2.3.4", null)).toBeNull();
    expect(address(0, "1.2.3.4", "")).toBeNull();
  });
});
