import { newId } from "@/lib/server/crypto";
import type { UserRecord } from "@/lib/session/session";
import { newIdentity } from "@/lib/session/sign-in/identities";
import type { Installation } from "./installation";

/** Links an account at an identity provider, as a sign-in there does. @param subject names the account there */
export async function linkIdentity(
  app: Installation,
  { id: userId }: Pick<UserRecord, "id">,
  subject: string,
): Promise<void> {
  const named = { id: newId(), userId, issuer: "https://id.example", subject, email: null };
  const identity = newIdentity(named, app.now);
  await app.db.changeAccount({ id: userId }, () => ({
    outcome: null,
    changes: [{ kind: "insert-identity", identity }],
    events: [],
  }));
}
