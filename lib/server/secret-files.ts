import { readFileSync } from "node:fs";
import { ConfigurationError } from "./errors";

/** The settings that hold a secret. An orchestrator mounts such values as files, which no list of processes shows. */
const SECRETS = [
  "SESSION_SECRET",
  "DATABASE_URL",
  "MAIL_URL",
  "OIDC_CLIENT_SECRET",
  "METRICS_TOKEN",
] as const;

/**
 * Reads the secrets that are given as files: `SESSION_SECRET_FILE=/run/secrets/session-secret`.
 *
 * @param given the environment, without empty values
 * @returns the settings by name, without the line break at the end of a file
 * @throws ConfigurationError naming the variable, for a file that is empty or can't be read, and for a secret that is
 *   given both ways
 */
export function readSecretFiles(given: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    SECRETS.flatMap((name) => {
      const file = given[`${name}_FILE`];
      if (file === undefined) return [];
      if (given[name] !== undefined)
        throw new ConfigurationError(`${name}: is set, and so is ${name}_FILE; keep one`);
      return [[name, readSecret(`${name}_FILE`, file)]];
    }),
  );
}

function readSecret(variable: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
  } catch (error) {
    throw new ConfigurationError(`${variable}: can't be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (text === "") throw new ConfigurationError(`${variable}: the file is empty`);
  return text;
}
