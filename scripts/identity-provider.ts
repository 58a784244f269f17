import { startIdentityProvider } from "@/lib/server/testing/identity-provider/identity-provider";
import { PEOPLE } from "@/lib/server/testing/identity-provider/people";
import { exitWithError } from "./cli-output";
import { findFreePort, findServerPort } from "./ports";

/**
 * Starts the example identity provider in this process, and adds the settings for it to our environment. It listens on
 * the port after the app's where that is free: the app remembers people by the provider's address, so that they are
 * known again after a restart.
 */
export async function startExampleProvider(appPort: number): Promise<void> {
  if (process.env.OIDC_ISSUER) exitWithError("OIDC_ISSUER already names an identity provider.");
  const appUrl = process.env.APP_URL || `http://localhost:${appPort}`;
  const port = (await findFreePort(appPort + 1)) ?? (await findServerPort());
  const { issuer, settings } = await startIdentityProvider({ port, appUrl });
  Object.assign(process.env, settings);
  console.log(`\nThe identity provider ${settings.OIDC_NAME} is running at ${issuer}, with`);
  for (const { name, email } of PEOPLE) console.log(`  ${name.padEnd(8)} ${email}`);
}
