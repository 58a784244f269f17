import { describe, expect, test } from "vitest";
import type { Change, Decision } from "@/lib/session/decision";
import { isFailure } from "@/lib/session/failure";
import {
  decideAcceptInvitation,
  decideInvite,
  decideWithdrawInvitation,
  INVITATION_LIFETIME_MS,
  type InvitedAddress,
  MAX_INVITATIONS,
  type PresentedInvitation,
} from "./invitation";
import { type InvitationRecord, ORGANIZATION_ROLES, type OrganizationRole } from "./organization-records";
import { ACTOR, ada, DAY_MS, ENGINES, NOW, userNamed } from "./organizations.fixture";

const GRACE = userNamed("Grace");
const MAIL: Change = { kind: "refund", key: "stands for the message", now: NOW };
const NOTHING: InvitedAddress = { membership: null, invitation: null, count: 0 };
const made = (role: OrganizationRole) => ({
  id: "i2",
  hash: "h2",
  email: GRACE.email,
  role,
  mail: () => MAIL,
});
const invitation: InvitationRecord = {
  id: "i1",
  hash: "h1",
  email: GRACE.email,
  role: "member",
  organizationId: ENGINES.id,
  invitedBy: "ada",
  createdAt: NOW,
  expiresAt: NOW + INVITATION_LIFETIME_MS,
};
const membershipOf = (userId: string) => ({
  organizationId: ENGINES.id,
  userId,
  role: "member" as const,
  joinedAt: NOW,
});

/** The code of a refusal that changes nothing. */
function refusalOf({ outcome, changes, events }: Decision<unknown>): string {
  if (!isFailure(outcome)) return "accepted";
  expect([changes, events]).toEqual([[], []]);
  return outcome.code;
}

describe("inviting", () => {
  test.each(ORGANIZATION_ROLES.flatMap((own) => ORGANIZATION_ROLES.map((role) => [own, role] as const)))(
    "%s invites as %s",
    (own, role) => {
      const isAbove = ORGANIZATION_ROLES.indexOf(role) < ORGANIZATION_ROLES.indexOf(own);
      const decision = decideInvite(NOTHING, made(role), ACTOR, ada(own), NOW);
      expect(refusalOf(decision)).toBe(isAbove ? "forbidden" : "accepted");
    },
  );

  test("is refused to an organization with five hundred invitations, except to an address that has one", () => {
    const inviteAmong = (count: number, open: InvitationRecord | null) =>
      refusalOf(
        decideInvite({ ...NOTHING, invitation: open, count }, made("member"), ACTOR, ada("owner"), NOW),
      );
    expect(MAX_INVITATIONS).toBe(500);
    expect(inviteAmong(499, null)).toBe("accepted");
    expect(inviteAmong(500, null)).toBe("invalid_request");
    expect(inviteAmong(500, invitation)).toBe("accepted");
  });

  test("writes the invitation, the message and an event, in one decision", () => {
    const { outcome, changes, events } = decideInvite(NOTHING, made("admin"), ACTOR, ada("admin"), NOW);
    const expected = { ...invitation, id: "i2", hash: "h2", role: "admin", expiresAt: NOW + 7 * DAY_MS };
    expect(outcome).toEqual(expected);
    expect(changes).toEqual([{ kind: "insert-invitation", invitation: expected }, MAIL]);
    expect(events).toMatchObject([
      {
        name: "invitation_sent",
        userId: "ada",
        actor: ACTOR,
        details: { organizationId: "engines", organization: "Engines", email: GRACE.email, role: "admin" },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain("h2");
  });

  test("a second invitation to an address replaces the first, expired or not", () => {
    for (const expiresAt of [NOW - 1, NOW + DAY_MS]) {
      const found = { ...NOTHING, invitation: { ...invitation, expiresAt } };
      const { changes } = decideInvite(found, made("member"), ACTOR, ada("admin"), NOW);
      expect(changes.slice(0, 2)).toMatchObject([
        { kind: "delete-invitation", id: "i1" },
        { kind: "insert-invitation", invitation: { id: "i2" } },
      ]);
    }
  });

  test("a member's address is refused", () => {
    const found = { ...NOTHING, membership: membershipOf("grace"), invitation };
    expect(refusalOf(decideInvite(found, made("member"), ACTOR, ada("owner"), NOW))).toBe("already_member");
  });
});

describe("withdrawing", () => {
  test("deletes the invitation", () => {
    const { outcome, changes, events } = decideWithdrawInvitation(invitation, ACTOR, ada("admin"), NOW);
    expect([outcome, changes]).toEqual([null, [{ kind: "delete-invitation", id: "i1" }]]);
    expect(events).toMatchObject([{ name: "invitation_withdrawn", userId: "ada" }]);
  });

  test("none, or one that has expired: not found", () => {
    const expired = { ...invitation, expiresAt: NOW };
    for (const found of [null, expired])
      expect(refusalOf(decideWithdrawInvitation(found, ACTOR, ada("admin"), NOW))).toBe("not_found");
  });
});

describe("accepting", () => {
  const found: PresentedInvitation = {
    invitation,
    organization: ENGINES,
    inviter: { role: "admin", disabledAt: null },
    membership: null,
  };
  const accept = (change: Partial<PresentedInvitation> = {}, user = GRACE, now = NOW) =>
    decideAcceptInvitation({ ...found, ...change }, user, ACTOR, now);

  test("makes a member, verifies the address, and uses the invitation up, in one decision", () => {
    const { outcome, changes, events } = accept();
    const membership = membershipOf("grace");
    expect(outcome).toEqual({ organization: ENGINES, membership });
    expect(changes).toEqual([
      { kind: "delete-invitation", id: "i1" },
      { kind: "insert-membership", membership },
      { kind: "update-user", id: "grace", set: { emailVerifiedAt: NOW } },
    ]);
    expect(events).toMatchObject([{ name: "invitation_accepted", userId: "grace" }]);
  });

  test("an address that was verified keeps its time", () => {
    const { changes } = accept({}, { ...GRACE, emailVerifiedAt: NOW - DAY_MS });
    expect(changes.map(({ kind }) => kind)).toEqual(["delete-invitation", "insert-membership"]);
  });

  const refusals: [string, string, ReturnType<typeof accept>][] = [
    ["an unknown secret", "invalid_ticket", decideAcceptInvitation(null, GRACE, ACTOR, NOW)],
    ["expired, at its exact instant", "invalid_ticket", accept({}, GRACE, invitation.expiresAt)],
    [
      "an inviter who is a member now",
      "invalid_ticket",
      accept({ inviter: { role: "member", disabledAt: null } }),
    ],
    [
      "an inviter who is disabled now",
      "invalid_ticket",
      accept({ inviter: { role: "owner", disabledAt: NOW } }),
    ],
    [
      "as owner, by an inviter who is an admin now",
      "invalid_ticket",
      accept({ invitation: { ...invitation, role: "owner" } }),
    ],
    ["another user", "wrong_account", accept({}, userNamed("Eve"))],
    [
      "another user, who is a member",
      "wrong_account",
      accept({ membership: membershipOf("eve") }, userNamed("Eve")),
    ],
    ["a member", "already_member", accept({ membership: membershipOf("grace") })],
  ];
  test.each(refusals)("%s: %s", (_, code, decision) => expect(refusalOf(decision)).toBe(code));

  test("in the last millisecond", () => {
    expect(refusalOf(accept({}, GRACE, invitation.expiresAt - 1))).toBe("accepted");
  });
});
