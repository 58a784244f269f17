/**
 * The configuration: read from the environment once, at start, and checked there. An invalid value ends the process
 * with a message that names the variable; it never falls back to something less safe.
 */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import path from "node:path";
import { z } from "zod";
import { DEFAULT_COOKIE_PREFIX } from "@/lib/session/cookie-names";
import { ConfigurationError } from "./errors";
import { processSingleton } from "./singleton";

const MIN_SECRET_LENGTH = 32;
/** Any random secret of that length has far more, and a pattern far less. */
const MIN_SECRET_BITS = 90;

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

const environmentSchema = z.object({
  NODE_ENV: z.string().default("development"),
  PORT: wholeNumber(0, 65535).prefault("3000"),
  APP_URL: z
    .string()
    .refine(isOrigin, "must be an http or https address without a path, like https://example.com")
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:|postgres(?:ql)?:\/\/).+/, "must be file: and a path, or a postgres:// address")
    .default("file:./data/latchkey.db"),
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
  ALLOW_HTTP: onOff.prefault("off"),
  GEOIP_DATABASE: z.string().optional(),
  RATE_LIMIT: onOff.prefault("on"),
  DEMO: onOff.prefault("off"),
});

export type Config = ReturnType<typeof readConfig>;

/**
 * @param environment usually `process.env`; an empty value counts as unset
 * @param root the project's root, where a generated secret is stored
 * @throws ConfigurationError naming every variable that is wrong
 */
export function readConfig(environment: Record<string, string | undefined>, root: string) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigurationError(lines.join("\n"));
  }
  const env = parsed.data;
  const production = env.NODE_ENV === "production" && !env.DEMO;
  if (production && !env.RATE_LIMIT) {
    throw new ConfigurationError("RATE_LIMIT: off is for load tests; in production it needs DEMO=on");
  }

  const origin = new URL(env.APP_URL ?? `http://localhost:${env.PORT}`);
  if (production && origin.protocol === "http:" && !isLoopback(origin.hostname) && !env.ALLOW_HTTP) {
    throw new ConfigurationError(
      "APP_URL: must begin with https:// in production, or anyone on the way can take over sessions. In a network that is safe otherwise, set ALLOW_HTTP=on",
    );
  }

  return {
    root,
    /** Built, and not a demo: weak settings are refused. */
    production,
    development: env.NODE_ENV === "development",
    demo: env.DEMO,
    /** Our origin and issuer; `Host` and `X-Forwarded-*` never decide it. */
    origin: origin.origin,
    /** Hosts under which pages may be opened, and are redirected to `origin`. */
    hostAliases: env.HOST_ALIASES,
    /** What the names of our cookies begin with, after `__Host-` on https. */
    cookiePrefix: env.COOKIE_PREFIX,
    databaseUrl: env.DATABASE_URL,
    /** How many connections to PostgreSQL this process may have. */
    databasePool: env.DATABASE_POOL,
    /** The first seals, all unseal. */
    secrets: readSecrets(env.SESSION_SECRET, production, root),
    /** Milliseconds. */
    accessTokenTtl: env.ACCESS_TOKEN_TTL,
    /** Milliseconds. */
    limits: {
      idle: env.IDLE_TIMEOUT,
      absolute: env.ABSOLUTE_TIMEOUT,
      rememberIdle: env.REMEMBER_ME_IDLE_TIMEOUT,
      rememberAbsolute: env.REMEMBER_ME_ABSOLUTE_TIMEOUT,
    },
    refresh: { grace: env.ROTATION_GRACE, reuseResponse: env.REUSE_RESPONSE },
    /** Milliseconds for which a proof of identity allows sensitive actions. */
    reauthenticationWindow: env.REAUTHENTICATION_WINDOW,
    maxSessions: env.MAX_SESSIONS_PER_USER,
    trustedProxies: env.TRUSTED_PROXIES,
    /** A file, "off", or null for the one that is shipped. */
    geoipDatabase: env.GEOIP_DATABASE ?? null,
    rateLimit: env.RATE_LIMIT,
  };
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return bare && (url.protocol === "http:" || url.protocol === "https:");
}

function readSecrets(value: string | undefined, production: boolean, root: string): [string, ...string[]] {
  const howTo = "Make one with: openssl rand -base64 48";
  if (value === undefined) {
    if (production) throw new ConfigurationError(`SESSION_SECRET: is needed in production. ${howTo}`);
    return readSecrets(storedSecret(path.join(root, "data", "session-secret")), production, root);
  }
  const [first, ...older] = value.split(",").map((secret) => secret.trim());
  if (production && first && entropyOf(first) < MIN_SECRET_BITS) {
    throw new ConfigurationError(`SESSION_SECRET: is easy to guess: it repeats itself too much. ${howTo}`);
  }
  if (!first || [first, ...older].some((secret) => secret.length < MIN_SECRET_LENGTH)) {
    throw new ConfigurationError(
      `SESSION_SECRET: each secret needs ${MIN_SECRET_LENGTH} characters or more. ${howTo}`,
    );
  }
  return [first, ...older];
}

/** @returns bits of Shannon entropy, from how often each character occurs: an upper bound of the secret's entropy */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

/**
 * Whether `host` is another name for our origin: one of `HOST_ALIASES`; or a loopback name with the same port when ours
 * is one, too. With another port it may be the address a proxy forwards to, and a redirect would never end.
 *
 * @param host the `Host` header
 */
export function isHostAlias(
  host: string | undefined,
  { origin, hostAliases }: Pick<Config, "origin" | "hostAliases">,
): boolean {
  const ours = new URL(origin);
  const asked = `${ours.protocol}//${host}`;
  if (!host || !URL.canParse(asked)) return false;
  const { host: name, hostname, port } = new URL(asked);
  if (name === ours.host) return false;
  if (hostAliases.includes(host.toLowerCase())) return true;
  return isLoopback(hostname) && isLoopback(ours.hostname) && port === ours.port;
}

/**
 * Reads the secret stored in a file, and makes it if there is none. The file gets its name only when it is complete, so
 * that two starts at once use the same secret, and an interrupted one leaves none.
 */
function storedSecret(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const made = `${file}.${randomBytes(8).toString("hex")}`;
  try {
    writeFileSync(made, randomBytes(48).toString("base64"), { mode: 0o600, flag: "wx" });
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(made, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}

/** @returns the configuration of this process, read and checked on first use. */
export function config(): Config {
  return processSingleton("config", () => readConfig(process.env, process.cwd()));
}

/** @returns whether our origin is on https, so that cookies are `Secure` and named `__Host-`. */
export function isSecure({ origin }: Pick<Config, "origin">): boolean {
  return origin.startsWith("https:");
}
