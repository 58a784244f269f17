/** Owners against each other at the same moment: whatever the order, the organization keeps an owner. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import type { Grant } from "@/lib/server/sessions/grant";
import { refusal } from "@/lib/server/testing/expectations";
import { type Installation, installOn, requester } from "@/lib/server/testing/installation";
import { accessOf, addMember, addOrganization, write } from "@/lib/server/testing/organizations";
import { raceRounds, raceTimeoutMs } from "@/lib/server/testing/race-rounds";
import type { Failure } from "@/lib/session/failure";
import type { OrganizationRecord } from "@/lib/session/organizations/organization-records";
import type { OrganizationAccess } from "./access";
import { listMembers, removeMember, setMemberRole } from "./members";

const ROUNDS = raceRounds(10);
const PATIENCE = { timeout: raceTimeoutMs(ROUNDS) };
const from = requester();

type Change = (own: OrganizationAccess, other: OrganizationAccess) => Promise<unknown>;
const demoteOther: Change = (own, { user }) => setMemberRole(own, { userId: user.id, role: "member" }, from);
const demoteOneself: Change = (own) => setMemberRole(own, { userId: own.user.id, role: "admin" }, from);
const removeOther: Change = (own, { user }): Promise<Failure | null> => removeMember(own, user.id, from);
const leave: Change = (own) => removeMember(own, own.user.id, from);

const races: [string, [Change, Change], refusals: string[]][] = [
  ["demote each other: one is refused", [demoteOther, demoteOther], ["forbidden"]],
  ["remove each other: one is refused", [removeOther, removeOther], ["not_found"]],
  ["leave: one stays", [leave, leave], ["last_owner"]],
  ["give up the role: one keeps it", [demoteOneself, demoteOneself], ["last_owner"]],
  ["leave and give up the role: one stays owner", [leave, demoteOneself], ["last_owner"]],
  ["demote and remove each other: one is refused", [demoteOther, removeOther], ["forbidden", "not_found"]],
  ["leave and remove the other one: one stays", [leave, removeOther], ["not_found"]],
];

describe.each(engines)("$name", (engine) => {
  test.each(races)(
    `of two owners who at once %s (${ROUNDS} rounds)`,
    PATIENCE,
    async (_, changes, refusals) => {
      const app = await installOn(engine);
      const ada = await app.openSession(await app.addUser("Ada"));
      const grace = await app.openSession(await app.addUser("Grace"));
      const organization = await addOrganization(app, "engines", []);
      for (let round = 0; round < ROUNDS; round += 1) {
        const [first, second] = await bothOwners(app, organization, [ada, grace]);
        const answers = await Promise.all([changes[0](first, second), changes[1](second, first)]);
        const codes = answers.map(refusal);
        expect(codes).toContain("granted");
        expect(refusals).toContain(codes.find((code) => code !== "granted"));
        const members = await listMembers(organization.id, { page: 1, pageSize: 10 });
        expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
      }
    },
  );

  test("an admission that is out of date changes nothing: the role is read again under the lock", async () => {
    const app = await installOn(engine);
    const ada = await app.openSession(await app.addUser("Ada"));
    const grace = await app.openSession(await app.addUser("Grace"));
    const alan = await app.addUser("Alan");
    const organization = await addOrganization(app, "engines", [
      [ada.user, "owner"],
      [grace.user, "admin"],
      [alan, "member"],
    ]);
    const owner = await accessOf(app, ada, organization.id);
    const admin = await accessOf(app, grace, organization.id);
    expect(await setMemberRole(owner, { userId: grace.user.id, role: "member" }, from)).toMatchObject({
      role: "member",
    });
    expect(refusal(await setMemberRole(admin, { userId: alan.id, role: "admin" }, from))).toBe("forbidden");
    expect(refusal(await removeMember(admin, alan.id, from))).toBe("forbidden");
    expect(await removeMember(owner, grace.user.id, from)).toBeNull();
    expect(refusal(await removeMember(admin, grace.user.id, from))).toBe("not_found");
  });
});

/** Makes both users owners again, whatever the round before has left. */
async function bothOwners(
  app: Installation,
  organization: OrganizationRecord,
  grants: [Grant, Grant],
): Promise<[OrganizationAccess, OrganizationAccess]> {
  for (const { user } of grants) {
    const { id: organizationId } = organization;
    await write(app, [{ kind: "delete-membership", organizationId, userId: user.id }]);
    await addMember(app, organization, user, { role: "owner" });
  }
  const [first, second] = grants;
  return [await accessOf(app, first, organization.id), await accessOf(app, second, organization.id)];
}
