/** The organization and the workspace that a session works in, as the rows have them. */
import { decodeJwt } from "jose";
import { describe, expect, test, vi } from "vitest";
import { engines } from "@/db/testing/engines";
import { type Grant, toActivationView, toRefreshView } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { describeBrowser, signOut } from "@/lib/server/sessions/sessions";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { GRACE, installOn, requester } from "@/lib/server/testing/installation";
import { addOrganization } from "@/lib/server/testing/organizations";
import { addWorkspace, changeRole, deleteMembership, runSql } from "@/lib/server/testing/workspaces";
import type { ActiveChoice } from "@/lib/session/organizations/active-organization";
import { listActiveOrganizations } from "./active-membership";
import { chooseActive } from "./active-organization";

const from = requester();
const NONE = { organizationId: null, workspaceId: null };

/** The claims of a grant's access token that are about an organization. */
async function claimsOf(grant: Grant): Promise<object> {
  const claims = decodeJwt((await toRefreshView(grant)).accessToken);
  return Object.fromEntries(Object.entries(claims).filter(([name]) => /^(?:org|ws)_/.test(name)));
}

const choose = (grant: Grant, choice: ActiveChoice, presented = grant.refreshToken) =>
  chooseActive(grant, presented, choice, from);
const chosen = async (grant: Grant, choice: ActiveChoice) => granted(await choose(grant, choice)) as Grant;

describe.each(engines)("on $name", (engine) => {
  /**
   * Ada owns Harbour and is a member of Quay; Grace is a member of Harbour, in its workspace Cranes; another member is
   * in its workspace Ships.
   */
  async function harbour(environment: Record<string, string> = {}) {
    const app = await installOn(engine, environment);
    const [ada, grace] = [await app.addUser("Ada"), await app.addUser("Grace")];
    const [alan, linus] = [await app.addUser("Alan"), await app.addUser("Linus")];
    const organization = await addOrganization(app, "harbour", [
      [ada, "owner"],
      [grace, "member"],
      [linus, "member"],
    ]);
    const other = await addOrganization(app, "quay", [
      [alan, "owner"],
      [ada, "member"],
    ]);
    const cranes = await addWorkspace(app, organization, "cranes", [[grace, "member"]]);
    const ships = await addWorkspace(app, organization, "ships", [[linus, "member"]]);
    const foreign = await addWorkspace(app, other, "ropes");
    return { app, ada, grace, organization, other, cranes, ships, foreign };
  }

  test("a choice rotates the session, and its token says where the user works", async () => {
    const { app, ada, organization, cranes } = await harbour();
    const first = await app.openSession(ada);
    expect(await claimsOf(first)).toEqual({});

    const second = await chosen(first, { organizationId: organization.id });
    const org = { org_id: organization.id, org_slug: "harbour", org_role: "owner" };
    expect(await claimsOf(second)).toEqual(org);
    expect(await app.session(first.session.id)).toMatchObject({
      generation: 1,
      organizationId: organization.id,
      workspaceId: null,
    });

    const third = await chosen(second, { workspaceId: cranes.id });
    expect(await claimsOf(third)).toEqual({ ...org, ws_id: cranes.id, ws_role: "admin" });
    expect(await toActivationView(third)).toMatchObject({
      session: { id: first.session.id, current: true },
      organization: { organization: { id: organization.id, slug: "harbour" }, role: "owner" },
      workspace: { workspace: { id: cranes.id, organizationId: organization.id }, role: "admin" },
    });
    const fourth = granted(await refresh(third.refreshToken, {}, from)) as Grant;
    expect(await claimsOf(fourth)).toEqual({ ...org, ws_id: cranes.id, ws_role: "admin" });

    const fifth = await chosen(fourth, { workspaceId: null });
    expect(await claimsOf(fifth)).toEqual(org);
    expect(await claimsOf(await chosen(fifth, { organizationId: null }))).toEqual({});
    expect(await app.audit(ada.id)).toEqual(["signed_in_new_browser"]);
  });

  test("another organization clears the workspace; the same one keeps it; none clears both", async () => {
    const { app, ada, organization, other, cranes } = await harbour();
    let grant = await chosen(await app.openSession(ada), { organizationId: organization.id });
    grant = await chosen(grant, { workspaceId: cranes.id });
    grant = await chosen(grant, { organizationId: organization.id });
    expect(grant.session.workspaceId).toBe(cranes.id);
    grant = await chosen(grant, { organizationId: other.id });
    expect(grant.session).toMatchObject({ organizationId: other.id, workspaceId: null });
    expect((await toActivationView(grant)).organization?.role).toBe("member");
    grant = await chosen(grant, { organizationId: organization.id });
    expect(grant.session.workspaceId).toBeNull();
    grant = await chosen(await chosen(grant, { workspaceId: cranes.id }), { organizationId: null });
    expect(await app.session(grant.session.id)).toMatchObject(NONE);
  });

  test("what the user has no place in is not found, and nothing changes", async () => {
    const { app, ada, grace, organization, other, cranes, ships, foreign } = await harbour();
    const grant = await app.openSession(grace);
    const refused: ActiveChoice[] = [
      { organizationId: other.id },
      { organizationId: "unknown" as never },
      { workspaceId: cranes.id }, // hers, but no organization is active
    ];
    for (const choice of refused) expect(refusal(await choose(grant, choice))).toBe("not_found");
    expect(await app.session(grant.session.id)).toMatchObject({ generation: 0, ...NONE });

    const active = await chosen(grant, { organizationId: organization.id });
    for (const workspaceId of [ships.id, foreign.id, "unknown"])
      expect(refusal(await choose(active, { workspaceId }))).toBe("not_found");
    const rotated = { generation: 1, organizationId: organization.id, workspaceId: null };
    expect(await app.session(grant.session.id)).toMatchObject(rotated);
    const there = await chosen(active, { workspaceId: cranes.id });
    expect((await toActivationView(there)).workspace?.role).toBe("member");

    const owner = await chosen(await app.openSession(ada), { organizationId: organization.id });
    expect(refusal(await choose(owner, { workspaceId: foreign.id }))).toBe("not_found");
  });

  test("the token of another session, an unknown one, an ended session and a reused token are refused", async () => {
    const { app, ada, organization } = await harbour();
    const [grant, device] = [await app.openSession(ada), await app.openSession(ada)];
    const choice = { organizationId: organization.id };
    expect(refusal(await choose(grant, choice, device.refreshToken))).toBe("session_mismatch");
    expect(refusal(await choose(grant, choice, "x".repeat(43)))).toBe("not_authenticated");
    expect(await app.session(device.session.id)).toMatchObject({ generation: 0, ...NONE });

    const second = granted(await refresh(grant.refreshToken, {}, from)) as Grant;
    app.pass(GRACE);
    granted(await refresh(second.refreshToken, {}, from));
    app.pass(GRACE);
    expect(refusal(await choose(grant, choice))).toBe("session_revoked: reuse_detected");
    expect(await app.session(grant.session.id)).toMatchObject(NONE);
    expect(refusal(await choose(grant, choice))).toBe("session_revoked: reuse_detected");
  });

  test("with REUSE_RESPONSE=user a reused token ends the other sessions too", async () => {
    const { app, ada, organization } = await harbour({ REUSE_RESPONSE: "user" });
    const [grant, device] = [await app.openSession(ada), await app.openSession(ada)];
    const second = granted(await refresh(grant.refreshToken, {}, from)) as Grant;
    app.pass(GRACE);
    granted(await refresh(second.refreshToken, {}, from));
    app.pass(GRACE);
    await choose(grant, { organizationId: organization.id });
    expect((await app.session(device.session.id)).endedReason).toBe("reuse_detected");
  });

  test("a member who was removed, demoted or taken out of the workspace: the next token says so", async () => {
    const { app, grace, organization, cranes } = await harbour();
    let grant = await chosen(await app.openSession(grace), { organizationId: organization.id });
    grant = await chosen(grant, { workspaceId: cranes.id });
    await changeRole(app, grace, "admin");
    grant = granted(await refresh(grant.refreshToken, {}, from)) as Grant;
    expect(await claimsOf(grant)).toMatchObject({ org_role: "admin", ws_role: "admin" });
    await changeRole(app, grace, "member");
    await runSql(app, "delete from workspace_memberships");
    grant = granted(await refresh(grant.refreshToken, {}, from)) as Grant;
    expect(await claimsOf(grant)).toMatchObject({ org_role: "member" });
    expect(await claimsOf(grant)).not.toHaveProperty("ws_id");

    await deleteMembership(app, grace);
    grant = granted(await refresh(grant.refreshToken, {}, from)) as Grant;
    expect(await claimsOf(grant)).toEqual({});
    expect(await describeBrowser(grant.refreshToken)).toMatchObject({
      authenticated: true,
      organization: null,
      workspace: null,
    });
    expect(refusal(await choose(grant, { workspaceId: cranes.id }))).toBe("not_found");
    expect(refusal(await choose(grant, { organizationId: organization.id }))).toBe("not_found");
    expect(await claimsOf(await chosen(grant, { workspaceId: null }))).toEqual({});
  });

  test("two choices at once: both are answered, the later one counts, and the session lives on", async () => {
    const { app, ada, organization, other, cranes } = await harbour();
    let grant = await chosen(await app.openSession(ada), { organizationId: organization.id });
    grant = await chosen(grant, { workspaceId: cranes.id });
    const both = await Promise.all([
      choose(grant, { organizationId: organization.id }),
      choose(grant, { organizationId: other.id }),
    ]);
    const [one, two] = both.map((result) => granted(result) as Grant) as [Grant, Grant];
    expect(one.refreshToken).toBe(two.refreshToken);
    const { generation, organizationId, workspaceId } = await app.session(grant.session.id);
    expect(generation).toBe(3);
    // Quay cleared the workspace of Harbour, whichever of the two came first.
    expect([organization.id, other.id]).toContain(organizationId);
    expect(workspaceId).toBeNull();
    expect((await refresh(one.refreshToken, {}, from)) as Grant).toMatchObject({
      session: { organizationId },
    });
  });

  test("the list of devices names the organization of each, by the memberships as they are now", async () => {
    const { app, ada, organization, other } = await harbour();
    const [one, two, three] = [
      await chosen(await app.openSession(ada), { organizationId: organization.id }),
      await chosen(await app.openSession(ada), { organizationId: other.id }),
      await chosen(await app.openSession(ada), { organizationId: organization.id }),
    ];
    await app.openSession(ada); // works in none
    await signOut([three.refreshToken], from);
    const named = { [one.session.id]: "harbour", [two.session.id]: "quay" };
    expect(await listActiveOrganizations(ada.id)).toEqual(named);
    await runSql(app, "delete from memberships where organization_id = 'quay' and role = 'member'");
    expect(await listActiveOrganizations(ada.id)).toEqual({ [one.session.id]: "harbour" });
  });

  test("a session without an organization costs no further read", async () => {
    const { app, ada, organization } = await harbour();
    const grant = await app.openSession(ada);
    const read = vi.spyOn(app.db, "findMembershipWithWorkspace");
    await toRefreshView(granted(await refresh(grant.refreshToken, {}, from)) as Grant);
    await describeBrowser(grant.refreshToken);
    expect(read).not.toHaveBeenCalled();
    await toActivationView(await chosen(grant, { organizationId: organization.id }));
  });
});
