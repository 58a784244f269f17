import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "@/db/testing/temp-folder";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { findLocation, geoipReader } from "./geoip";
import { install, PASSWORD, requester } from "./testing/installation";

const usa = { city: null, region: null, country: "United States", countryCode: "US" };

describe("the shipped database", () => {
  it.each([
    ["8.8.8.8", usa],
    ["::ffff:8.8.8.8", usa],
    ["2001:4860:4860::8888", usa],
    ["193.99.144.80", { ...usa, country: "Germany", countryCode: "DE" }],
    ["133.11.0.1", { ...usa, country: "Japan", countryCode: "JP" }],
  ])("knows the country of %s", (address, location) => {
    install();
    expect(findLocation(address)).toEqual(location);
  });

  it.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "::1"],
    ["private", "10.1.2.3"],
    ["private", "192.168.1.20"],
    ["private", "::ffff:172.20.0.1"],
    ["private", "fd12::1"],
    ["link-local", "fe80::1"],
    ["shared by a provider's customers", "100.64.0.9"],
    ["for documentation", "203.0.113.9"],
    ["for documentation", "2001:db8::1"],
    ["no address", "not an address"],
    ["no address", ""],
    ["no address", null],
  ])("gives no place to what is %s: %s", (_, address) => {
    install();
    expect(findLocation(address)).toBeNull();
  });
});

describe("GEOIP_DATABASE", () => {
  it("off: nothing is looked up", () => {
    install({ GEOIP_DATABASE: "off" });
    expect(findLocation("8.8.8.8")).toBeNull();
  });

  it("a file that is missing stops the start, and the message names the variable and the file", () => {
    install({ GEOIP_DATABASE: "/nowhere/city.mmdb" });
    expect(() => geoipReader()).toThrow(/^GEOIP_DATABASE: \/nowhere\/city\.mmdb cannot be used: .*ENOENT/);
  });

  it("a file of another format stops the start", () => {
    const file = path.join(tempFolder(), "city.mmdb");
    writeFileSync(file, "not a database".repeat(100));
    install({ GEOIP_DATABASE: file });
    expect(() => geoipReader()).toThrow(/^GEOIP_DATABASE: /);
  });
});

it("a sign-in stores the place of its IP address with the session", async () => {
  const { email } = await install().addUser("Ada");
  const from = requester();
  from.device.ipAddress = "8.8.8.8";
  const grant = await signIn({ email, password: PASSWORD, rememberMe: false }, from);
  expect(grant).toMatchObject({ session: { ipAddress: "8.8.8.8", location: usa } });
});
