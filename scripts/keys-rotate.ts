/** `npm run keys:rotate`: makes a new signing key. Every process signs with it within ten seconds; old tokens stay valid. */
import { rotateKeys } from "@/lib/server/tokens/signing-keys";
import { withDatabase } from "./with-database";

await withDatabase(async () => {
  await rotateKeys();
  console.log("A new key signs from now on. Older ones go a day after their last token.");
});
