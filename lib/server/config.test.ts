import { describe, expect, test } from "vitest";
import { readConfig } from "./config";

const SECRET = "0123456789abcdef0123456789abcdef";
const read = (environment: Record<string, string | undefined>, folder = "/nowhere") =>
  readConfig({ NODE_ENV: "test", SESSION_SECRET: SECRET, ...environment }, folder);
const production = (environment: Record<string, string | undefined>) =>
  readConfig({ NODE_ENV: "production", ...environment }, "/nowhere");

test("the defaults are those of the contract", () => {
  expect(read({})).toEqual({
    root: "/nowhere",
    production: false,
    development: false,
    demo: false, // demo:line
    origin: "http://localhost:3000",
    databaseUrl: "file:./data/latchkey.db",
    databasePool: 10,
    deviceBinding: "optional",
    secrets: [SECRET],
    accessTokenTtl: 900_000,
    limits: {
      idle: 1_800_000,
      absolute: 2_592_000_000,
      rememberIdle: 1_209_600_000,
      rememberAbsolute: 7_776_000_000,
    },
    refresh: { grace: 45_000, reuseResponse: "family" },
    reauthenticationWindow: 900_000,
    maxSessions: 50,
    trustedProxies: 0,
    hostAliases: [],
    cookiePrefix: "latchkey_",
    cookieDomain: null,
    trustedOrigins: [],
    geoipDatabase: null,
    emailVerification: false,
    secondFactorRequired: false,
    rateLimit: true,
    mail: { url: null, from: { name: "Latchkey", address: "no-reply@localhost" } },
    identityProvider: null,
    logLevel: "info",
    metricsToken: null,
  });
});

test("every variable is read", () => {
  const config = read({
    PORT: "4000",
    DATABASE_URL: "postgres://ada@db.example.com/latchkey?sslmode=verify-full",
    DATABASE_POOL: "11",
    ACCESS_TOKEN_TTL: "1",
    IDLE_TIMEOUT: "2",
    ABSOLUTE_TIMEOUT: "3",
    REMEMBER_ME_IDLE_TIMEOUT: "4",
    REMEMBER_ME_ABSOLUTE_TIMEOUT: "5",
    ROTATION_GRACE: "6",
    REUSE_RESPONSE: "user",
    REAUTHENTICATION_WINDOW: "10",
    MAX_SESSIONS_PER_USER: "7",
    TRUSTED_PROXIES: "8",
    GEOIP_DATABASE: "off",
    RATE_LIMIT: "off",
    MAIL_URL: "smtps://ada:secret@mail.example.com",
    MAIL_FROM: "Our App <app@example.com>",
    DEMO: "on", // demo:line
  });
  expect(config).toMatchObject({
    origin: "http://localhost:4000",
    databaseUrl: "postgres://ada@db.example.com/latchkey?sslmode=verify-full",
    databasePool: 11,
    accessTokenTtl: 1000,
    limits: { idle: 2000, absolute: 3000, rememberIdle: 4000, rememberAbsolute: 5000 },
    refresh: { grace: 6000, reuseResponse: "user" },
    maxSessions: 7,
    trustedProxies: 8,
    geoipDatabase: "off",
    rateLimit: false,
    mail: {
      url: "smtps://ada:secret@mail.example.com",
      from: { name: "Our App", address: "app@example.com" },
    },
    demo: true, // demo:line
  });
  expect(read({ MAIL_FROM: "app@example.com" }).mail.from).toEqual({ name: "", address: "app@example.com" });
  expect(read({ MAIL_URL: "smtp://127.0.0.1:2525" }).mail.url).toBe("smtp://127.0.0.1:2525");
  expect(read({ APP_URL: "https://Example.com:443/" }).origin).toBe("https://example.com");
});

test("sign-up is verified by e-mail when there is a mail server, unless the setting says otherwise", () => {
  const MAIL_URL = "smtp://127.0.0.1:2525";
  expect(read({ MAIL_URL }).emailVerification).toBe(true);
  expect(read({ MAIL_URL, EMAIL_VERIFICATION: "off" }).emailVerification).toBe(false);
  expect(read({ EMAIL_VERIFICATION: "on" }).emailVerification).toBe(true);
});

describe("an invalid value stops the start, and the message names its variable", () => {
  const durations = [
    "ACCESS_TOKEN_TTL",
    "IDLE_TIMEOUT",
    "ABSOLUTE_TIMEOUT",
    "REMEMBER_ME_IDLE_TIMEOUT",
    "REMEMBER_ME_ABSOLUTE_TIMEOUT",
    "ROTATION_GRACE",
  ];
  const senseless: Record<string, string[]> = {
    ...Object.fromEntries(durations.map((name) => [name, ["0", "-1", "1.5", "15m", "1e9", "NaN", " "]])),
    PORT: ["-1", "65536", "http", "3000 "],
    APP_URL: [
      "example.com",
      "ftp://example.com",
      "https://example.com/app",
      "https://ada@example.com",
      "//x",
    ],
    DATABASE_URL: ["file:", "mysql://localhost/x", "latchkey.db", "postgres:", "postgresx://db"],
    DATABASE_POOL: ["0", "-1", "many", "1001"],
    SESSION_SECRET: ["short", SECRET.slice(1), `${SECRET},short`, `${SECRET},`, ",", "   "],
    MAIL_URL: [
      "mail.example.com",
      "http://mail.example.com",
      "smtp:",
      "smtp://",
      "smtp://host/path",
      "smtp:x",
    ],
    MAIL_FROM: [
      "ada",
      "a@",
      "<a@b.c",
      "a@b.c>",
      "a@b.c, d@e.f",
      "A <a@b.c>\r\nBcc: d@e.f",
      "a@b.c\nBcc: d@e.f",
    ],
    REUSE_RESPONSE: ["everyone", "FAMILY"],
    MAX_SESSIONS_PER_USER: ["0", "x", "1e3"],
    TRUSTED_PROXIES: ["-1", "all", "true"],
    RATE_LIMIT: ["no", "0", "OFF"],
    OIDC_ISSUER: [
      "id.example.com",
      "http://id.example.com",
      "http://192.168.1.5",
      "ftp://id.example.com",
      "https://ada@id.example.com",
      "https://id.example.com?x=1",
      "https://id.example.com#x",
    ],
    OIDC_NAME: [" ", "two\nlines", "x".repeat(41)],
    DEMO: ["yes", "1", "true"], // demo:line
  };
  const cases = Object.entries(senseless).flatMap(([name, values]) =>
    values.map((value) => ({ name, value })),
  );

  test.each(cases)("$name=$value", ({ name, value }) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name}: `));
  });

  test("all invalid values are named in one message", () => {
    expect(() => read({ PORT: "x", RATE_LIMIT: "x" })).toThrow(/PORT: .*\n?.*RATE_LIMIT: /s);
  });

  test("the message holds no secret", () => {
    expect(() => read({ SESSION_SECRET: "hunter2" })).toThrow(/^(?!.*hunter2)/s);
    expect(() => read({ DATABASE_URL: "psql://ada:hunter2@db" })).toThrow(/^(?!.*hunter2)/s);
  });
});

describe("an identity provider", () => {
  const settings = {
    OIDC_ISSUER: "https://id.example.com/tenant",
    OIDC_CLIENT_ID: "latchkey",
    OIDC_CLIENT_SECRET: "hunter2",
    OIDC_NAME: "Example ID",
  };

  test("is read", () => {
    const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
    expect(read(settings).identityProvider).toEqual({ issuer, clientId, clientSecret, name: "Example ID" });
  });

  test.each(Object.keys(settings))("needs all four variables: without %s none is taken", (name) => {
    expect(() => read({ ...settings, [name]: "" })).toThrow(
      new RegExp(`^${name}: is missing(?!.*hunter2)`, "s"),
    );
  });

  test.each(["http://localhost:9000", "http://id.localhost", "http://127.0.0.1:9000", "http://[::1]:9000"])(
    "%s on loopback may do without https, in production too",
    (issuer) => {
      const config = production({ ...settings, SESSION_SECRET: SECRET, OIDC_ISSUER: issuer });
      expect(config.identityProvider?.issuer).toBe(issuer);
    },
  );
});

test("an empty value counts as unset", () => {
  const names = [
    "PORT",
    "APP_URL",
    "DATABASE_URL",
    "ACCESS_TOKEN_TTL",
    "REUSE_RESPONSE",
    "RATE_LIMIT",
    "DEMO", // demo:line
  ];
  expect(read(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(read({}));
  expect(() => production({ SESSION_SECRET: "" })).toThrow(/^SESSION_SECRET: is needed/);
});

describe("T54: production", () => {
  test("does not start without a secret or with a short one, and says how to create one", () => {
    expect(() => production({})).toThrow(/^SESSION_SECRET: .*openssl rand/);
    expect(() => production({ SESSION_SECRET: "changeme" })).toThrow(/^SESSION_SECRET: .*openssl rand/);
    expect(production({ SESSION_SECRET: SECRET }).production).toBe(true);
  });

  test("refuses to run without rate limits", () => {
    const settings = { SESSION_SECRET: SECRET, APP_URL: "https://example.com" };
    expect(() => production({ ...settings, RATE_LIMIT: "off" })).toThrow(/^RATE_LIMIT: /);
  });

  // demo:start
  test("refuses to run without rate limits on loopback, too, unless it is a demo", () => {
    expect(() => production({ SESSION_SECRET: SECRET, RATE_LIMIT: "off" })).toThrow(/^RATE_LIMIT: /);
    const demo = production({ SESSION_SECRET: SECRET, RATE_LIMIT: "off", DEMO: "on" });
    expect(demo).toMatchObject({ production: false, rateLimit: false });
  });
  // demo:end
});

describe("production on plain http", () => {
  const on = (APP_URL: string, more = {}) => production({ SESSION_SECRET: SECRET, APP_URL, ...more });

  test.each(["http://example.com", "http://192.168.1.5:3000", "http://localhost.example.com"])(
    "%s is refused",
    (url) => expect(() => on(url)).toThrow(/^APP_URL: must begin with https/),
  );

  test.each([
    "https://example.com",
    "http://localhost:3000",
    "http://a.localhost",
    "http://127.0.0.1",
    "http://[::1]:3000",
  ])("%s is fine", (url) => expect(on(url).origin).toBe(url));

  test("is allowed with ALLOW_HTTP", () => {
    expect(on("http://example.com", { ALLOW_HTTP: "on" }).origin).toBe("http://example.com");
  });
});

test.each(["__Host-x", "a b", "a;b", "a=b", "ü", "x".repeat(33)])("COOKIE_PREFIX %s is refused", (value) =>
  expect(() => read({ COOKIE_PREFIX: value })).toThrow(/^COOKIE_PREFIX: /),
);
