import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { signedIn } from "@/lib/client/fakes/fake-server";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { AuthProvider } from "./auth-provider";
import { type Organization, type OrganizationOptions, useOrganization } from "./use-organization";
import { visibleParts } from "./use-organization-data";

const membership: MembershipView = {
  organization: {
    id: "o-1",
    name: "Analytical Engines",
    slug: "analytical-engines",
    branding: { primaryColor: null },
    createdAt: "2026-01-01T00:00:00.000Z",
  },
  role: "member",
  workspaces: [],
  joinedAt: "2026-01-01T00:00:00.000Z",
};
const member = { user: { id: "u-ada", name: "Ada", email: "ada@example.com" }, role: "member" as const };
const invitation = { id: "i-1", email: "bob@example.com", role: "member" as const, expiresAt: "2026-02-01" };

let found: Organization | undefined;

function Page({ options }: { options: OrganizationOptions | undefined }) {
  found = useOrganization(options);
  return null;
}

function use(options?: OrganizationOptions): Organization {
  renderToStaticMarkup(
    <AuthProvider initial={signedIn}>
      <Page options={options} />
    </AuthProvider>,
  );
  if (!found) throw new Error("nothing was rendered");
  return found;
}

test("before anything is loaded there is no organization, and its actions say so", async () => {
  const none = use();
  expect(none).toMatchObject({
    organization: null,
    membership: null,
    members: [],
    invitations: [],
    apiKeys: [],
    error: null,
  });
  await expect(none.invite({ email: "bob@example.com", role: "member" })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(Object.keys(none)).toEqual(
    expect.arrayContaining(["update", "invite", "addApiKey", "removeApiKey", "refresh", "clearError"]),
  );
});

test("what the server rendered is there at once", () => {
  const members = [{ ...member, joinedAt: membership.joinedAt }];
  expect(use({ organizationId: "o-1", initial: { membership, members } })).toMatchObject({
    organization: membership.organization,
    membership,
    members,
  });
});

test("the membership of another organization is never taken for this one", () => {
  expect(use({ organizationId: "o-2", initial: { membership } }).membership).toBeNull();
});

test("a list that the role may not see stays empty, whatever was rendered", () => {
  const invitations = [invitation];
  const asMember = { organizationId: "o-1", initial: { membership, invitations } };
  expect(use(asMember).invitations).toEqual([]);
  const asAdmin = {
    ...asMember,
    initial: { invitations, membership: { ...membership, role: "admin" as const } },
  };
  expect(use(asAdmin).invitations).toEqual(invitations);
});

test("a role loads the lists that it may see, as far as the page needs them", () => {
  expect(visibleParts("owner")).toEqual(["members", "invitations", "apiKeys"]);
  expect(visibleParts("admin", ["apiKeys"])).toEqual(["apiKeys"]);
  expect(visibleParts("member")).toEqual(["members"]);
  expect(visibleParts(undefined)).toEqual([]);
});
