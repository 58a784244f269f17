import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/**
 * Our environment with none of the app's settings, so that tests do not depend on whose machine runs them.
 * Set to nothing, not left out: what is left out, Next would read from an .env file.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...env } = process.env;
  const settings = Object.keys(parseEnv(readFileSync(".env.example", "utf8")));
  return { ...env, ...Object.fromEntries(settings.map((name) => [name, ""])) } as NodeJS.ProcessEnv;
}
