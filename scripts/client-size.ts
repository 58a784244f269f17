/** Prints what the auth client adds to a page. Fails when it is more than a page should pay. */
import { CLIENT_AIM, CLIENT_LIMIT, CLIENT_PARTS, weighClient } from "./bundle-size";

async function print(what: string, more: string[]): Promise<void> {
  console.log(`${what.padEnd(36)}${await weighClient([...CLIENT_PARTS, ...more])} bytes`);
}

const page = await weighClient();
console.log(
  `provider, guard and hooks           ${page} bytes gzipped, of at most ${CLIENT_LIMIT} (aim: ${CLIENT_AIM})`,
);
await print("with the device list", ["react/use-sessions"]);
await print("with state that outlives the page", ["persistence/use-persistent-state"]);
await print("with drafts", ["persistence/use-draft"]);
if (page > CLIENT_LIMIT) process.exitCode = 1;
