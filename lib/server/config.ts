/**
 * The configuration: read from the environment once, at start, and checked there. An invalid value ends the process
 * with a message that names the variable; it never falls back to something less safe.
 */
import type { z } from "zod";
import { PRODUCT_NAME } from "@/lib/session/product";
import { environmentSchema, isLoopback } from "./config-schema";
import { cookieDomains } from "./cookie-domain";
import { ConfigurationError } from "./errors";
import { readSecretFiles } from "./secret-files";
import { readSecrets } from "./session-secret";
import { processSingleton } from "./singleton";

export type Config = ReturnType<typeof readConfig>;

/**
 * @param environment usually `process.env`; an empty value counts as unset
 * @param root the project's root, where a generated secret is stored
 * @throws ConfigurationError naming every variable that is wrong
 */
export function readConfig(environment: Record<string, string | undefined>, root: string) {
  const env = readEnvironment(environment);
  let production = env.NODE_ENV === "production";
  if (env.DEMO) production = false; // demo:line
  const origin = new URL(env.APP_URL ?? `http://localhost:${env.PORT}`);
  refuseUnsafe(env, origin, production);

  return {
    root,
    /** Weak settings are refused. */
    production,
    development: env.NODE_ENV === "development",
    demo: env.DEMO, // demo:line
    /** Our origin and issuer; `Host` and `X-Forwarded-*` never decide it. */
    origin: origin.origin,
    /** Hosts under which pages may be opened, and are redirected to `origin`. */
    hostAliases: env.HOST_ALIASES,
    /** What the names of our cookies begin with, after `__Host-` or `__Secure-` on https. */
    cookiePrefix: env.COOKIE_PREFIX,
    /** The domain whose hosts all get our cookies; null for our own host alone. */
    cookieDomain: env.COOKIE_DOMAIN ?? null,
    /** The origins that may ask whether a user is signed in here, and show our page about it in a frame. */
    trustedOrigins: env.TRUSTED_ORIGINS,
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
    /** Whether a sign-up ends with a code that was sent by e-mail. */
    emailVerification: env.EMAIL_VERIFICATION ?? env.MAIL_URL !== undefined,
    /** Whether users without a second factor set one up when they sign in. */
    secondFactorRequired: env.SECOND_FACTOR === "required",
    /** Whether sessions are bound to a key of their browser. */
    deviceBinding: env.DEVICE_BINDING,
    rateLimit: env.RATE_LIMIT,
    mail: {
      /** The mail server; null keeps messages in the outbox of the database. May contain a password. */
      url: env.MAIL_URL ?? null,
      from: env.MAIL_FROM ?? { name: PRODUCT_NAME, address: `no-reply@${origin.hostname}` },
    },
    /** Null without one. Whether it can be reached is not asked at the start. */
    identityProvider: readProvider(env),
    logLevel: env.LOG_LEVEL,
    /** What a reader of the counters presents; null without counters. */
    metricsToken: env.METRICS_TOKEN ?? null,
  };
}

type Settings = z.infer<typeof environmentSchema>;

function readEnvironment(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse({ ...given, ...readSecretFiles(given) });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new ConfigurationError(lines.join("\n"));
}

/** @throws ConfigurationError for settings that are good by themselves, and not together */
function refuseUnsafe(env: Settings, origin: URL, production: boolean): void {
  // demo:start
  if (production && !env.RATE_LIMIT) {
    throw new ConfigurationError("RATE_LIMIT: off is for load tests; in production it needs DEMO=on");
  }
  // demo:instead
  // if (production && !env.RATE_LIMIT && !isLoopback(origin.hostname)) {
  //   throw new ConfigurationError("RATE_LIMIT: off is for load tests; in production APP_URL must be on loopback");
  // }
  // demo:end
  if (production && origin.protocol === "http:" && !isLoopback(origin.hostname) && !env.ALLOW_HTTP) {
    throw new ConfigurationError(
      "APP_URL: must begin with https:// in production, or anyone on the way can take over sessions. In a network that is safe otherwise, set ALLOW_HTTP=on",
    );
  }

  if (env.COOKIE_DOMAIN && !cookieDomains(origin.hostname).includes(env.COOKIE_DOMAIN)) {
    throw new ConfigurationError(
      "COOKIE_DOMAIN: must be the host of APP_URL or a parent of it, and no domain under which strangers have sites, like co.uk",
    );
  }
}

/** An identity provider that users can sign in with. */
export interface ProviderConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the screens call it. */
  name: string;
}

/** @throws ConfigurationError naming the variables that are missing when only some of the four are set */
function readProvider(env: Settings): ProviderConfig | null {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
  } = env;
  if (issuer && clientId && clientSecret && name) return { issuer, clientId, clientSecret, name };
  const given = {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
  };
  const missing = Object.entries(given).flatMap(([variable, value]) => (value ? [] : [variable]));
  if (missing.length === Object.keys(given).length) return null;
  throw new ConfigurationError(
    missing
      .map((variable) => `${variable}: is missing; an identity provider needs all four OIDC_ variables`)
      .join("\n"),
  );
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

/** @returns the configuration of this process, read and checked on first use. */
export function config(): Config {
  return processSingleton("config", () => readConfig(process.env, process.cwd()));
}

/** @returns whether our origin is on https, so that cookies are `Secure` and their names say so. */
export function isSecure({ origin }: Pick<Config, "origin">): boolean {
  return origin.startsWith("https:");
}
