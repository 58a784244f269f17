/** Compares the documents with the code: a number, a name or a path that is out of date turns a test red. */
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { tempFolder } from "@/db/testing/temp-folder";
import { readConfig } from "@/lib/server/config";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { MAX_BYTES, MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { RETENTION_MS } from "@/lib/server/sweeper";
import { AUDIT_EVENTS } from "@/lib/session/audit-events";
import { MAX_PASSWORD_ATTEMPTS } from "@/lib/session/factors/password-attempts";
import {
  mayDo,
  type OrganizationAction,
  PERMISSIONS,
} from "@/lib/session/organizations/organization-permissions";
import { API_KEY_SCOPES, ORGANIZATION_ROLES } from "@/lib/session/organizations/organization-records";
import { GENERATION_RETENTION_MS, MAX_CHAIN_LENGTH } from "@/lib/session/rotation";
import { ROTATION_SHARE_MS, USER_LIMITS } from "@/lib/session/user-limits";

const policies = readFileSync("docs/security-policies.md", "utf8");
const pages = ["README.md", "SECURITY.md", ...globSync("docs/**/*.md")];

/** What the table says of an endpoint's `requireRecentAuth`; of any other function that it concerns another's session. */
const RECENT: Record<string, string> = { "onEveryCall,": "yes", "true,": "yes", "({": "admin, owner" };

/** The cells of every table row under a heading, without the backticks. */
function rowsUnder(heading: string, text = policies): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\|(.+)\|$/gm)].map(([, row = ""]) =>
    row.split("|").map((cell) => cell.trim().replaceAll("`", "")),
  );
}

/**
 * Says how to bring a table of a document up to date.
 *
 * @returns one instruction for each row to add or remove, ready to paste; empty when the table equals the code
 */
function rowsToChange(
  heading: string,
  written: string[][],
  inForce: string[][],
  document = "docs/security-policies.md",
): string[] {
  const asRow = ([first = "", ...others]: string[]) => `| \`${first}\` | ${others.join(" | ")} |`;
  const isIn = (rows: string[][], row: string[]) => rows.some((other) => other.join() === row.join());
  const place = `${document}, under "${heading}"`;
  return [
    ...inForce.filter((row) => !isIn(written, row)).map((row) => `${place}: add the row ${asRow(row)}`),
    ...written.filter((row) => !isIn(inForce, row)).map((row) => `${place}: remove the row ${asRow(row)}`),
  ];
}

/** The settings of an empty environment, written as environment variables. */
function defaults(): Record<string, string> {
  const { limits, refresh, ...rest } = readConfig({}, tempFolder());
  const seconds = (milliseconds: number) => String(milliseconds / 1000);
  const onOff = (value: boolean) => (value ? "on" : "off");
  return {
    ACCESS_TOKEN_TTL: seconds(rest.accessTokenTtl),
    IDLE_TIMEOUT: seconds(limits.idle),
    ABSOLUTE_TIMEOUT: seconds(limits.absolute),
    REMEMBER_ME_IDLE_TIMEOUT: seconds(limits.rememberIdle),
    REMEMBER_ME_ABSOLUTE_TIMEOUT: seconds(limits.rememberAbsolute),
    ROTATION_GRACE: seconds(refresh.grace),
    REAUTHENTICATION_WINDOW: seconds(rest.reauthenticationWindow),
    REUSE_RESPONSE: refresh.reuseResponse,
    MAX_SESSIONS_PER_USER: String(rest.maxSessions),
    TRUSTED_PROXIES: String(rest.trustedProxies),
    COOKIE_PREFIX: rest.cookiePrefix,
    COOKIE_DOMAIN: rest.cookieDomain ?? "",
    TRUSTED_ORIGINS: rest.trustedOrigins.join(),
    HOST_ALIASES: rest.hostAliases.join(),
    ALLOW_HTTP: "off",
    HOST: "127.0.0.1",
    GEOIP_DATABASE: rest.geoipDatabase ?? "",
    EMAIL_VERIFICATION: onOff(rest.emailVerification),
    SECOND_FACTOR: rest.secondFactorRequired ? "required" : "optional",
    DEVICE_BINDING: rest.deviceBinding,
    RATE_LIMIT: onOff(rest.rateLimit),
    MAIL_URL: rest.mail.url ?? "",
    MAIL_FROM: "", // depends on APP_URL
    OIDC_ISSUER: rest.identityProvider?.issuer ?? "",
    OIDC_CLIENT_ID: rest.identityProvider?.clientId ?? "",
    OIDC_CLIENT_SECRET: rest.identityProvider?.clientSecret ?? "",
    OIDC_NAME: rest.identityProvider?.name ?? "",
    LOG_LEVEL: rest.logLevel,
    METRICS_TOKEN: rest.metricsToken ?? "",
    DEMO: onOff(rest.demo), // demo:line
    DATABASE_URL: rest.databaseUrl,
    DATABASE_POOL: String(rest.databasePool),
    APP_URL: rest.origin.replace(":3000", ":$PORT"),
    PORT: new URL(rest.origin).port,
  };
}

describe("the security policies equal the code", () => {
  test("session limits", () => {
    const told = rowsUnder("Session limits").slice(2);
    expect(told.length).toBeGreaterThan(5);
    for (const [variable = "", value] of told)
      expect([variable, value]).toEqual([variable, defaults()[variable]]);
    expect(policies).toContain(
      `\`MAX_SESSIONS_PER_USER\` sessions, ${defaults().MAX_SESSIONS_PER_USER} by default`,
    );
  });

  test("rate limits", () => {
    const told = rowsUnder("Guessing").slice(2);
    expect(told.map(([counter, count, duration]) => [counter, Number(count), Number(duration)])).toEqual(
      Object.entries(RATE_LIMITS).map(([limit, { count, durationSeconds }]) => [
        limit,
        count,
        durationSeconds,
      ]),
    );
  });

  test("limits of one user", () => {
    const told = rowsUnder("What one user may use").slice(2);
    expect(told.map(([limit, count, duration]) => [limit, Number(count), Number(duration)])).toEqual(
      Object.entries(USER_LIMITS).map(([limit, { count, durationSeconds }]) => [
        limit,
        count,
        durationSeconds,
      ]),
    );
    expect(policies).toContain(`has not rotated for ${ROTATION_SHARE_MS / 1000} seconds`);
    const days = GENERATION_RETENTION_MS / (24 * 60 * 60 * 1000);
    expect(policies).toContain(`${days} days, the newest ${MAX_CHAIN_LENGTH} as long as their session`);
  });

  test("wrong confirmations of the password in one session", () => {
    expect(policies).toContain(`after ${MAX_PASSWORD_ATTEMPTS} attempts without a right one`);
  });

  test("the password policy and its hash", async () => {
    expect(policies).toContain(`At least ${MIN_LENGTH} characters (code points), at most ${MAX_BYTES} bytes`);
    const [, , , parameters = ""] = (await hashPassword("some password")).split("$");
    const [memory, passes, lanes] = parameters.split(",").map((part) => part.split("=")[1]);
    expect(policies).toContain(`argon2id, ${memory} KiB, ${passes} passes, ${lanes} lane,`);
  });

  test("audit events and their retention", () => {
    expect(
      rowsUnder("What is logged")
        .slice(2)
        .map(([event]) => event),
    ).toEqual([...AUDIT_EVENTS]);
    const days = RETENTION_MS / (24 * 60 * 60 * 1000);
    for (const [what = "", kept = ""] of rowsUnder("Retention").slice(2, 4))
      expect([what, kept.startsWith(`${days} days`)]).toEqual([what, true]);
  });

  test("every endpoint, who may call it, and whether it asks for a recent sign-in", () => {
    const told = rowsUnder("Who may do what").filter(([address]) =>
      /^\/(?:api|\.well-known)\//.test(address ?? ""),
    );
    const inForce = globSync("app/{api,.well-known}/**/route.ts").flatMap((file) => {
      const address = file.replace(/^app/, "").replace(/\/route\.ts$/, "");
      const source = readFileSync(file, "utf8");
      return source
        .split(/^ {2}(?=\w+: (?:publicEndpoint|authenticated|organizationEndpoint)\()/m)
        .flatMap((endpoint) => {
          const [, method, kind, role] =
            /^(\w+): (publicEndpoint|authenticated|organizationEndpoint)\(\{(?:\s*role: "(\w+)")?/.exec(
              endpoint,
            ) ?? [];
          const [, fresh] = /^ {4}require(?:s?)RecentAuth: (\S+)/m.exec(endpoint) ?? [];
          const recent = fresh ? (RECENT[fresh] ?? "another's") : "";
          const [, action = "anyone"] = /^ {4}action: "([\w.]+)"/m.exec(endpoint) ?? [];
          const who = role ?? (kind === "authenticated" ? "bearer" : action);
          return method ? [[address, method, who, recent]] : [];
        });
    });
    // The code has one kind of public endpoint; whether its cookie decides is the document's to say.
    const written = told.map(([address = "", method = "", who = "", recent = ""]) => [
      address,
      method,
      who === "cookie" ? "anyone" : who,
      recent,
    ]);
    expect(rowsToChange("Who may do what", written, inForce)).toEqual([]);
  });

  test("every guarded page, and who may open it", () => {
    const told = rowsUnder("Who may do what").filter(
      (cells) => cells.length === 2 && cells[0]?.startsWith("/"),
    );
    const inForce = globSync("app/(account)/**/page.tsx").map((file) => {
      // The last argument of `requireRole` is the role, that of `requireMember` the action.
      const [, guard = "", last = ""] =
        /await require(Session|Role|Admin|Member)\((?:[^;]*, "([\w.]+)",?\s*\);)?/.exec(
          readFileSync(file, "utf8"),
        ) ?? [];
      const address = file.replace("app/(account)", "").replace("/page.tsx", "");
      const who = { Session: "signed in", Role: last, Admin: "admin", Member: last }[guard];
      return [address, who ?? "anyone"];
    });
    expect(rowsToChange("Who may do what", told, inForce)).toEqual([]);
  });
});

test("what the roles and API keys of an organization may do", () => {
  const document = "docs/organizations.md";
  const heading = "Who may do what";
  const yes = (may: boolean) => (may ? "yes" : "");
  const inForce = (Object.keys(PERMISSIONS) as OrganizationAction[]).map((action) => [
    action,
    ...ORGANIZATION_ROLES.map((role) => yes(mayDo(role, null, action))),
    ...API_KEY_SCOPES.map((scope) => yes(mayDo("owner", scope, action))),
  ]);
  const [columns = [], , ...written] = rowsUnder(heading, readFileSync(document, "utf8"));
  expect(columns).toEqual([
    "action",
    ...ORGANIZATION_ROLES,
    ...API_KEY_SCOPES.map((scope) => `key: ${scope}`),
  ]);
  expect(rowsToChange(heading, written, inForce, document)).toEqual([]);
});

/** The settings in the table under "Configuration", each with its default. */
function settingsIn(text: string): [string, string][] {
  return rowsUnder("Configuration", text.replace(/^# Configuration$/m, "## Configuration"))
    .slice(2)
    .flatMap(([names = "", values = ""]): [string, string][] => {
      const all = values.split(" · ");
      return names.split(" · ").map((name, at) => [name, all[at] ?? ""]);
    });
}

test("docs/configuration.md and .env.example name every setting with its true default, and the README some", () => {
  const document = settingsIn(readFileSync("docs/configuration.md", "utf8"));
  const readme = settingsIn(readFileSync("README.md", "utf8"));
  expect(readme.length).toBeGreaterThan(3);
  const example = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
    ([, name = "", value = ""]): [string, string] => [name, value],
  );
  const inForce = defaults();
  const names = [...Object.keys(inForce), "SESSION_SECRET"];
  const isIn = (rows: [string, string][], name: string) => rows.some(([written]) => written === name);
  expect([
    ...names
      .filter((name) => !isIn(document, name))
      .map((name) => `docs/configuration.md: add | \`${name}\` | \`${inForce[name]}\` | |`),
    ...names
      .filter((name) => !isIn(example, name))
      .map((name) => `.env.example: add ${name}=${inForce[name]}`),
    ...[...document, ...readme, ...example]
      .filter(([name]) => !names.includes(name))
      .map(
        ([name]) =>
          `docs/configuration.md, README.md and .env.example: remove ${name}; for a new setting, add it to defaults() here`,
      ),
  ]).toEqual([]);
  // A default that depends on something else is left empty in .env.example.
  for (const [name, value] of [...document, ...readme, ...example.filter(([, value]) => value !== "")])
    if (name in inForce) expect([name, value]).toEqual([name, inForce[name]]);
});

test("docs/commands.md names every npm script, and no other", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const written = rowsUnder("Commands", readFileSync("docs/commands.md", "utf8").replace(/^# /, "## "))
    .slice(2)
    .map(([name = ""]) => name);
  expect([
    ...Object.keys(scripts)
      .filter((name) => !written.includes(name))
      .map((name) => `docs/commands.md: add the row | \`${name}\` | what it does |`),
    ...written
      .filter((name) => !(name in scripts))
      .map((name) => `docs/commands.md: remove the row of ${name}`),
  ]).toEqual([]);
});

test("docs/README.md names every document, and the README leads there", () => {
  const index = readFileSync("docs/README.md", "utf8");
  const documents = globSync("*.md", { cwd: "docs" }).filter((name) => name !== "README.md");
  expect(documents.filter((name) => !index.includes(`](${name})`))).toEqual([]);
  expect(readFileSync("README.md", "utf8")).toContain("(docs/README.md)");
});

test("the documents name only files that exist", () => {
  const missing = pages.flatMap((page) => {
    const text = readFileSync(page, "utf8");
    const links = [...text.matchAll(/\]\((?:<([^>]+)>|([^)\s#]+)[^)]*)\)|src(?:set)?="([^"]+)"/g)]
      .map(([, quoted, link, image]) => quoted ?? link ?? image ?? "")
      .filter((link) => link !== "" && !/^[a-z]+:/.test(link))
      .map((link) => path.join(path.dirname(page), link));
    const named = [...text.matchAll(/`((?:app|db|docs|e2e|lib|scripts)\/[^`\s,]*\.\w+)`/g)];
    return [...links, ...named.map(([, file = ""]) => file)]
      .filter((file) => !existsSync(file))
      .map((file) => `${page}: ${file}`);
  });
  expect(missing).toEqual([]);
});
