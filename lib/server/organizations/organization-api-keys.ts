/** The API keys of an organization: making, listing and revoking them. */

import type { ClientInfo } from "@/lib/server/client-info";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { newApiKey } from "@/lib/server/organizations/api-keys";
import { consume } from "@/lib/server/rate-limit";
import { type Failure, isFailure } from "@/lib/session/failure";
import { decideCreateApiKey, decideRevokeApiKey, type NewApiKey } from "@/lib/session/organizations/api-key";
import type { ApiKeyView, NewApiKeyView } from "@/lib/session/organizations/organization-contract";
import { memberActor, memberRule, type OrganizationAccess } from "./access";
import { apiKeyView } from "./organization-views";

/** @returns the keys of an organization, oldest first, without their secrets */
export async function listApiKeys({ organization }: OrganizationAccess): Promise<ApiKeyView[]> {
  return (await database().listApiKeys(organization.id)).map(apiKeyView);
}

/**
 * Makes a key.
 *
 * @returns the key, which no other answer contains; or `rate_limited` after too many keys of this user, `invalid_request`
 *   when the organization has too many, and the codes of `authorizeMember`
 */
export async function createApiKey(
  access: OrganizationAccess,
  input: Pick<NewApiKey, "name" | "scope" | "expiresInDays">,
  client: ClientInfo,
): Promise<NewApiKeyView | Failure> {
  const { claim, organization, user } = access;
  const blocked = await consume({ limit: "newApiKey", key: user.id });
  if (blocked) return blocked.failure;
  const { key, ...stored } = newApiKey();
  const made = { ...input, ...stored, id: newId() };
  const actor = memberActor(access, client);
  const { outcome } = await database().addApiKey(
    claim,
    organization.id,
    memberRule(access, "api_keys.change", (count, member, now) =>
      decideCreateApiKey(count, made, actor, member, now),
    ),
  );
  return isFailure(outcome) ? outcome : { ...apiKeyView(outcome), key };
}

/** Revokes a key. @returns null; or `not_found`, and the codes of `authorizeMember` */
export async function revokeApiKey(
  access: OrganizationAccess,
  id: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const { claim, organization } = access;
  const actor = memberActor(access, client);
  const { outcome } = await database().changeApiKey(
    claim,
    { organizationId: organization.id, id },
    memberRule(access, "api_keys.change", (key, member, now) => decideRevokeApiKey(key, actor, member, now)),
  );
  return outcome;
}
