import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { readRequestContext } from "./request-context";

test("the client is computed on demand, and stays the same for its request", async () => {
  install();
  const context = await readRequestContext({ headers: new Headers({ "user-agent": "curl/8.0" }) });
  expect(context.client.browserId).toHaveLength(22);
  expect(context.client).toBe(context.client);
});

test("two requests with the same device headers have separate clients", async () => {
  install();
  const visit = async (address: string) => {
    const headers = new Headers({ "user-agent": "curl/8.0", "x-internal-peer": address });
    return (await readRequestContext({ headers })).client;
  };
  const [first, second] = [await visit("192.0.2.1"), await visit("192.0.2.2")];
  expect(first.device).toMatchObject({ userAgent: "curl/8.0", ipAddress: "192.0.2.1" });
  expect(second.device).toMatchObject({ userAgent: "curl/8.0", ipAddress: "192.0.2.2" });
  expect(first.browserId).not.toBe(second.browserId);
});

test("touch points tell an iPad from a Mac, and change nothing else about the client", async () => {
  install();
  const mac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";
  const context = await readRequestContext({
    headers: new Headers({ "user-agent": mac, "x-internal-peer": "192.0.2.1" }),
  });
  expect(context.clientWith(undefined)).toEqual(context.client);
  expect(context.clientWith(0).device).toMatchObject({ os: "macOS", device: "desktop" });
  const { device, ...rest } = context.clientWith(5);
  expect(device).toMatchObject({ os: "iPadOS", device: "tablet", ipAddress: "192.0.2.1" });
  expect({ ...rest, device: context.client.device }).toEqual(context.client);
});

test("devices that differ in one header are distinguished", async () => {
  install();
  const system = async (platformVersion: string) => {
    const headers = new Headers({
      "sec-ch-ua-platform": '"Windows"',
      "sec-ch-ua-platform-version": platformVersion,
    });
    return (await readRequestContext({ headers })).client.device.osVersion;
  };
  expect(await system('"15.0.0"')).toBe("11");
  expect(await system('"10.0.0"')).toBe("10");
});
