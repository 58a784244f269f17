import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "@/db/testing/temp-folder";
import { readConfig } from "./config";

const SECRET = "Zq3v9Tn2Lw8Xe5Rb7Yk1Mc4Hd6Gs0PfQ";
const OTHER = "Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8Ii9Jj0KkL";

function file(text: string): string {
  const name = path.join(tempFolder(), "secret");
  writeFileSync(name, text);
  return name;
}

const read = (environment: Record<string, string>) =>
  readConfig({ NODE_ENV: "test", ...environment }, "/nowhere");

test("each secret can be given as a file, whose last line break does not count", () => {
  const config = read({
    SESSION_SECRET_FILE: file(`${SECRET},${OTHER}\n`),
    DATABASE_URL_FILE: file("postgres://ada:secret@db.example.com/latchkey\n"),
    MAIL_URL_FILE: file("smtp://ada:secret@mail.example.com\r\n"),
    METRICS_TOKEN_FILE: file("a token for the counters".replaceAll(" ", "-")),
    OIDC_ISSUER: "https://id.example.com",
    OIDC_CLIENT_ID: "latchkey",
    OIDC_CLIENT_SECRET_FILE: file("provider secret"),
    OIDC_NAME: "Example ID",
  });
  expect(config).toMatchObject({
    secrets: [SECRET, OTHER],
    databaseUrl: "postgres://ada:secret@db.example.com/latchkey",
    mail: { url: "smtp://ada:secret@mail.example.com" },
    metricsToken: "a-token-for-the-counters",
    identityProvider: { clientSecret: "provider secret" },
  });
});

function messageOf(environment: Record<string, string>): string {
  try {
    read(environment);
    return "";
  } catch (error) {
    return String(error);
  }
}

test("a file that can't be used stops the start, and the message has its name but not its content", () => {
  const cases: [Record<string, string>, string][] = [
    [{ SESSION_SECRET_FILE: "/nowhere/secret" }, "SESSION_SECRET_FILE: can't be read (ENOENT)"],
    [{ SESSION_SECRET_FILE: "/" }, "SESSION_SECRET_FILE: can't be read (EISDIR)"],
    [{ MAIL_URL_FILE: file(" \n"), SESSION_SECRET: SECRET }, "MAIL_URL_FILE: the file is empty"],
    [
      { SESSION_SECRET_FILE: file(SECRET), SESSION_SECRET: OTHER },
      "SESSION_SECRET: is set, and so is SESSION_SECRET_FILE; keep one",
    ],
    [{ SESSION_SECRET_FILE: file("short") }, "SESSION_SECRET: each secret needs"],
  ];
  for (const [environment, message] of cases) {
    expect(() => read(environment)).toThrow(message);
    expect(messageOf(environment)).not.toContain(SECRET);
  }
});

test("a file named for a setting that is no secret changes nothing", () => {
  expect(read({ SESSION_SECRET: SECRET, APP_URL_FILE: file("https://example.com") }).origin).toBe(
    "http://localhost:3000",
  );
});
