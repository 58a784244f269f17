/**
 * npm run keys:revoke -- KID …
 * npm run keys:revoke -- all
 *
 * Use it after a leak: within ten seconds no process accepts a token of these keys. No user is signed out.
 */
import { revokeKeys } from "@/lib/server/tokens/signing-keys";
import { exitWithError } from "./cli-output";
import { withDatabase } from "./with-database";

const kids = process.argv.slice(2);
if (kids.length === 0) exitWithError("Name the keys, by their ids in /.well-known/jwks.json, or say all.");

await withDatabase(async () => {
  const revoked = await revokeKeys(kids[0] === "all" ? null : kids);
  const unknown = kids.filter((kid) => kid !== "all" && !revoked.includes(kid));
  if (unknown.length > 0) exitWithError(`There is no key ${unknown.join(", ")}. Revoked: ${revoked.length}.`);
  console.log(
    `Revoked ${revoked.length}. Within ten seconds this app refuses their tokens. Other services may keep the key set for five minutes.`,
  );
});
