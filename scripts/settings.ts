import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/**
 * The environment without any of the app's settings, so that tests do not depend on the machine they run on. Each
 * setting is empty and not absent: Next would read an absent one from an .env file.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...env } = process.env;
  const settings = Object.keys(parseEnv(readFileSync(".env.example", "utf8")));
  return { ...env, ...Object.fromEntries(settings.map((name) => [name, ""])) } as NodeJS.ProcessEnv;
}
