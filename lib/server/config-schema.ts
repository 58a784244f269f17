/** The environment variables: the form of each, and its default. */
import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { DEFAULT_COOKIE_PREFIX } from "@/lib/session/cookie-names";
import { PRODUCT_SLUG } from "@/lib/session/product";

const onOff = z.enum(["on", "off"]).transform((value) => value === "on");
/** Whole seconds in the environment; in the code, milliseconds. */
const seconds = z
  .string()
  .regex(/^\d+$/, "must be a whole number of seconds")
  .transform((value) => Number(value) * 1000)
  .refine((value) => value >= 1000 && value <= 1e12, "must be 1 second or more");
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);

/** Addresses and networks, comma-separated: `10.0.0.0/8, 2001:db8::5`. */
const addressList = z.string().transform((value, context) => {
  const list = new BlockList();
  for (const entry of value.split(",")) {
    const [address = "", prefix] = entry.trim().split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const bits = Number(prefix ?? (family === "ipv6" ? 128 : 32));
    if (isIP(address) === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === "ipv6" ? 128 : 32)) {
      context.addIssue("must be a number from 0 to 16, or addresses like 10.0.0.0/8, 2001:db8::5");
      return z.NEVER;
    }
    list.addSubnet(address, bits, family);
  }
  return list;
});

/** Hosts, comma-separated: `www.example.com, 192.0.2.7:3000`. */
const hostList = z.string().transform((value, context) => {
  const hosts = value.split(",").map((host) => host.trim());
  if (value === "") return [];
  if (hosts.some((host) => !isOrigin(`http://${host}`))) {
    context.addIssue("must be hosts like www.example.com or 192.0.2.7:3000");
    return z.NEVER;
  }
  return hosts.map((host) => host.toLowerCase());
});

/** They stand in a policy header: a host with `*` or `;`, which a URL may have, would be more than an origin there. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/;

/** Origins, comma-separated, exactly as a browser writes them in its `Origin` header: `https://www.example.com`. */
const originList = z.string().transform((value, context) => {
  const origins = value === "" ? [] : value.split(",").map((origin) => origin.trim());
  if (
    origins.some(
      (origin) => !ORIGIN.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin,
    )
  ) {
    context.addIssue("must be origins like https://www.example.com, without a path or a slash at the end");
    return z.NEVER;
  }
  return origins;
});

/** `smtp://user:password@host:port`, or `smtps://` for a connection that begins with TLS. */
const mailUrl = z.string().refine((value) => {
  if (!/^smtps?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { hostname, pathname } = new URL(value);
  return hostname !== "" && (pathname === "" || pathname === "/");
}, "must be an address like smtp://user:password@mail.example.com:587, or smtps://");

/** The issuer of an identity provider, as its own metadata names it. Without https nothing shows who answers. */
const issuer = z.string().refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, search, hash } = new URL(value);
  const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
  return isSafe && username === "" && search === "" && hash === "";
}, "must be an address like https://id.example.com; http:// is taken on loopback alone");

/** `name@example.com`, or a name before it: `My App <name@example.com>`. */
const mailbox = z.string().transform((value, context) => {
  const [, name = "", address = ""] =
    /^(?:([^<>"\p{Cc}]*)<)?([^\s<>",;]+@[^\s<>",;@]+)>?$/u.exec(value) ?? [];
  if (address === "" || value.includes("<") !== value.endsWith(">")) {
    context.addIssue("must be an address like no-reply@example.com or My App <no-reply@example.com>");
    return z.NEVER;
  }
  return { name: name.trim(), address };
});

/** The whole environment; variables it does not name are dropped. */
export const environmentSchema = z.object({
  NODE_ENV: z.string().default("development"),
  PORT: wholeNumber(0, 65535).prefault("3000"),
  APP_URL: z
    .string()
    .refine(isOrigin, "must be an http or https address without a path, like https://example.com")
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:|postgres(?:ql)?:\/\/).+/, "must be file: and a path, or a postgres:// address")
    .default(`file:./data/${PRODUCT_SLUG}.db`),
  DATABASE_POOL: wholeNumber(1, 1000).prefault("10"),
  SESSION_SECRET: z.string().optional(),
  ACCESS_TOKEN_TTL: seconds.prefault("900"),
  IDLE_TIMEOUT: seconds.prefault("1800"),
  ABSOLUTE_TIMEOUT: seconds.prefault("2592000"),
  REMEMBER_ME_IDLE_TIMEOUT: seconds.prefault("1209600"),
  REMEMBER_ME_ABSOLUTE_TIMEOUT: seconds.prefault("7776000"),
  ROTATION_GRACE: seconds.prefault("45"),
  REUSE_RESPONSE: z.enum(["family", "user"]).default("family"),
  REAUTHENTICATION_WINDOW: seconds.prefault("900"),
  MAX_SESSIONS_PER_USER: wholeNumber(1, 10_000).prefault("50"),
  TRUSTED_PROXIES: z.union([wholeNumber(0, 16), addressList]).prefault("0"),
  HOST_ALIASES: hostList.prefault(""),
  COOKIE_PREFIX: z
    .string()
    .regex(/^[a-z0-9][\w-]{0,31}$/i, "must be 1 to 32 letters, digits, _ or -, with a letter or digit first")
    .default(DEFAULT_COOKIE_PREFIX),
  COOKIE_DOMAIN: z
    .string()
    .regex(
      /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/,
      "must be a domain in lower case, like example.com",
    )
    .optional(),
  TRUSTED_ORIGINS: originList.prefault(""),
  ALLOW_HTTP: onOff.prefault("off"),
  GEOIP_DATABASE: z.string().optional(),
  EMAIL_VERIFICATION: onOff.optional(),
  SECOND_FACTOR: z.enum(["optional", "required"]).default("optional"),
  DEVICE_BINDING: z.enum(["off", "optional", "required"]).default("optional"),
  RATE_LIMIT: onOff.prefault("on"),
  MAIL_URL: mailUrl.optional(),
  MAIL_FROM: mailbox.optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().max(255).optional(),
  OIDC_CLIENT_SECRET: z.string().max(1000).optional(),
  OIDC_NAME: z
    .string()
    .trim()
    .regex(/^\P{Cc}{1,40}$/u, "must be 1 to 40 characters on one line")
    .optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{20,500}$/, "must be 20 characters or more, without spaces")
    .optional(),
  DEMO: onOff.prefault("off"), // demo:line
});

/** @returns whether a host name stands for this machine alone */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return bare && (url.protocol === "http:" || url.protocol === "https:");
}
