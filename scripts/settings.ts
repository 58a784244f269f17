/** Every variable of the configuration table; .env.example explains them. */
const names = [
  "PORT",
  "APP_URL",
  "DATABASE_URL",
  "SESSION_SECRET",
  "ACCESS_TOKEN_TTL",
  "IDLE_TIMEOUT",
  "ABSOLUTE_TIMEOUT",
  "REMEMBER_ME_IDLE_TIMEOUT",
  "REMEMBER_ME_ABSOLUTE_TIMEOUT",
  "ROTATION_GRACE",
  "REUSE_RESPONSE",
  "MAX_SESSIONS_PER_USER",
  "TRUSTED_PROXIES",
  "RATE_LIMIT",
  "DEMO",
];

/**
 * Our environment with none of the app's settings, so that tests do not depend on whose machine runs them.
 * Set to nothing, not left out: what is left out, Next would read from an .env file.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...env } = process.env;
  return { ...env, ...Object.fromEntries(names.map((name) => [name, ""])) } as NodeJS.ProcessEnv;
}
