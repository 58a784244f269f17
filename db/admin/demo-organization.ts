/** The organization of the demo: Ada owns it, Grace is an admin, and it has one workspace. */
import type { Database } from "@/db/database";
import { type Change, noChange } from "@/lib/session/decision";
import { demoAccountId } from "@/lib/session/demo/demo-accounts";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { DAY_MS } from "./demo-devices";

const SLUG = "analytical-engines";
const organizationId = "demo-analytical-engines" as OrganizationId;

/**
 * Makes the organization. It makes none if the organization exists, whatever slug a visitor has given it, if another one
 * has its slug, or without the accounts.
 *
 * @returns whether it was made
 */
export async function seedDemoOrganization(db: Database): Promise<boolean> {
  const ada = await db.findUser(demoAccountId("ada"));
  const grace = await db.findUser(demoAccountId("grace"));
  if (!ada || !grace) return false;
  const { organization } = await db.findMembership(organizationId, ada.id);
  if (organization) return false;
  const { outcome } = await db.createOrganization({ ownerId: ada.id, slug: SLUG }, (existing, now) =>
    existing
      ? noChange(false)
      : { outcome: true, changes: organizationOf(ada.id, grace.id, now), events: [] },
  );
  return outcome;
}

function organizationOf(ownerId: string, adminId: string, now: number): Change[] {
  const createdAt = now - 120 * DAY_MS;
  const joinedAt = now - 90 * DAY_MS;
  return [
    {
      kind: "insert-organization",
      organization: {
        id: organizationId,
        name: "Analytical Engines",
        slug: SLUG,
        primaryColor: null,
        createdAt,
      },
    },
    {
      kind: "insert-membership",
      membership: { organizationId, userId: ownerId, role: "owner", joinedAt: createdAt },
    },
    { kind: "insert-membership", membership: { organizationId, userId: adminId, role: "admin", joinedAt } },
    {
      kind: "insert-workspace",
      workspace: {
        id: `${organizationId}-mill`,
        organizationId,
        name: "The Mill",
        slug: "the-mill",
        createdAt,
      },
    },
  ];
}
