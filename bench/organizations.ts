/** A small and a large organization, whose lists of members are compared. */
import { insertStatement } from "@/db/queries/row-writes";
import { openClient } from "@/db/sqlite/connection";
import { createExecutor } from "@/db/sqlite/execute";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { emailOf, LARGE_ORGANIZATION, SMALL_ORGANIZATION } from "./users";

const insertUser = insertStatement(({ users }) => users);
const insertOrganization = insertStatement(({ organizations }) => organizations);
const insertMembership = insertStatement(({ memberships }) => memberships);

/** Makes both organizations, in a database that has the users who send the requests, and as many users as are missing. */
export function addOrganizations(file: string): void {
  const client = openClient(file);
  const { execute } = createExecutor(client, Date.now);
  const find = client.$client.prepare<[string], { id: string }>("select id from users where email = ?");
  const createdAt = Date.now();

  function userIdOf(number: number): string {
    const email = emailOf(number);
    const known = find.get(email)?.id;
    const id = `bench-member-${number}`;
    if (known === undefined)
      execute(
        insertUser({
          id,
          email,
          name: `Person ${number}`,
          passwordHash: "none",
          roles: ["user"],
          createdAt,
          disabledAt: null,
          idleTimeout: null,
        }),
      );
    return known ?? id;
  }

  client.$client.exec("begin");
  for (const { id, members } of [SMALL_ORGANIZATION, LARGE_ORGANIZATION]) {
    const organizationId = id as OrganizationId;
    execute(insertOrganization({ id: organizationId, name: id, slug: id, primaryColor: null, createdAt }));
    for (let number = 0; number < members; number += 1)
      execute(
        insertMembership({
          organizationId,
          userId: userIdOf(number),
          role: number === 0 ? "owner" : "member",
          joinedAt: createdAt + number,
        }),
      );
  }
  client.$client.exec("commit");
  client.$client.close();
}
