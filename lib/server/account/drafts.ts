import { newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { changeSessionFor } from "@/lib/server/for-caller";
import type { Principal } from "@/lib/server/sessions/sessions";
import { type Failure, fail, isFailure } from "@/lib/session/failure";

/**
 * Finds the key that encrypts this user's drafts in this browser, or makes it on first use. It is random and derived from
 * nothing, so once it is deleted, the drafts can never be read again.
 *
 * @returns 256 bits in base64url; or `session_revoked` when the session ended meanwhile, and other codes of
 *   `changeSessionFor`
 */
export async function draftKey(principal: Principal): Promise<string | Failure> {
  const { user, session } = principal;
  const row = { userId: user.id, browserId: session.browserId, key: newSecret() };
  const outcome = await changeSessionFor(principal, session.id, (_, now) => ({
    outcome: null,
    changes: [{ kind: "keep-draft-key", ...row, createdAt: now }],
    events: [],
  }));
  if (isFailure(outcome)) return outcome;
  // A sign-out in between has deleted the key.
  return (await database().findDraftKey(row.userId, row.browserId)) ?? fail("not_authenticated");
}
