/** Rows of an organization, for tests of its rules. */
import type { Actor } from "@/lib/session/decision";
import { userRecord } from "@/lib/session/session";
import type { OrganizationMember } from "./organization-access";
import type { OrganizationId, OrganizationRecord, OrganizationRole } from "./organization-records";

export const NOW = Date.UTC(2030, 0, 1);
export const DAY_MS = 24 * 60 * 60 * 1000;
export const ACTOR: Actor = { userId: "ada", sessionId: "s1", ipAddress: "192.0.2.1", device: "Chrome" };

export const ENGINES: OrganizationRecord = {
  id: "engines" as OrganizationId,
  name: "Engines",
  slug: "engines",
  primaryColor: null,
  createdAt: NOW,
};

/** @returns a user whose id is the name in small letters */
export function userNamed(name: string) {
  const id = name.toLowerCase();
  return userRecord({ id, name, email: `${id}@example.com`, passwordHash: "", roles: ["user"] }, NOW);
}

/** @returns Ada, with a role in the organization */
export function ada(role: OrganizationRole): OrganizationMember {
  const user = userNamed("Ada");
  const membership = { organizationId: ENGINES.id, userId: user.id, role, joinedAt: NOW };
  return { user, session: null, key: null, organization: ENGINES, membership };
}
