/** API keys of organizations: making and revoking them. */
import { type Actor, type AuditEvent, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";
import { organizationEvent } from "./organization";
import type { OrganizationMember } from "./organization-access";
import type { ApiKeyRecord, ApiKeyScope, OrganizationRecord } from "./organization-records";

const DAY_MS = 24 * 60 * 60 * 1000;
export const MAX_KEY_LIFETIME_DAYS = 365;
export const DEFAULT_KEY_LIFETIME_DAYS = 90;
/** The list of an organization's keys is read whole. */
export const MAX_API_KEYS = 100;
const TOO_MANY = { path: "", message: fillIn(validation.tooManyKeys, { count: MAX_API_KEYS }) };

/** What a member asks for, and the random parts of a key, made before the transaction. */
export interface NewApiKey {
  id: string;
  prefix: string;
  hash: string;
  name: string;
  scope: ApiKeyScope;
  /** Whole days, from 1 to `MAX_KEY_LIFETIME_DAYS`. */
  expiresInDays: number;
}

/**
 * Makes a key.
 *
 * @param count how many keys the organization has, under its lock
 * @returns outcome: the key; or `invalid_request` when there are too many
 */
export function decideCreateApiKey(
  count: number,
  { expiresInDays, ...made }: NewApiKey,
  actor: Actor,
  { organization, user }: OrganizationMember,
  now: number,
): Decision<ApiKeyRecord | Failure<"invalid_request">> {
  if (count >= MAX_API_KEYS) return noChange(fail("invalid_request", { issues: [TOO_MANY] }));
  const apiKey: ApiKeyRecord = {
    ...made,
    organizationId: organization.id,
    createdBy: user.id,
    createdAt: now,
    lastUsedAt: null,
    expiresAt: now + expiresInDays * DAY_MS,
  };
  return {
    outcome: apiKey,
    changes: [{ kind: "insert-api-key", apiKey }],
    events: [keyEvent("api_key_created", apiKey, organization, actor, now)],
  };
}

/**
 * Revokes a key: its row is deleted, and the next request with it is refused.
 *
 * @param apiKey null when the organization has no such key
 * @returns outcome: null; or `not_found`
 */
export function decideRevokeApiKey(
  apiKey: ApiKeyRecord | null,
  actor: Actor,
  { organization }: Pick<OrganizationMember, "organization">,
  now: number,
): Decision<null | Failure<"not_found">> {
  if (!apiKey) return noChange(fail("not_found"));
  return {
    outcome: null,
    changes: [{ kind: "delete-api-key", id: apiKey.id }],
    events: [keyEvent("api_key_revoked", apiKey, organization, actor, now)],
  };
}

/** Listed in the activity of the member who made the key, also when another admin revokes it. */
export function keyEvent(
  name: "api_key_created" | "api_key_revoked",
  { createdBy, id, name: apiKey, prefix }: ApiKeyRecord,
  organization: OrganizationRecord,
  actor: Actor,
  at: number,
): AuditEvent {
  return organizationEvent(name, organization, createdBy, actor, at, { apiKeyId: id, apiKey, prefix });
}
