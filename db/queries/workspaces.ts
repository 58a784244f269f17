/** Workspaces and their members: the writes of a decision. */
import { sql } from "drizzle-orm";
import { type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { WorkspaceMembershipRecord } from "@/lib/session/organizations/organization-records";
import { insertInto, insertStatement } from "./row-writes";

export const insertWorkspace = insertStatement(({ workspaces }) => workspaces);

const upsertMembership = statement(({ db, workspaceMemberships }) =>
  insertInto(db, workspaceMemberships).onConflictDoUpdate({
    target: [workspaceMemberships.workspaceId, workspaceMemberships.userId],
    set: { role: sql`excluded.role` },
  }),
);

/** Adds a member, or changes the role of one who is there; `joinedAt` stays. */
export const saveWorkspaceMembership = (membership: WorkspaceMembershipRecord): Query<number> =>
  write(upsertMembership, { ...membership });
