/** Changing a role without JavaScript in a session that is bound to a key: the form asks for the password. */
import type { ReactElement } from "react";
import { expect, test } from "vitest";
import { Toaster } from "@/app/ui/feedback/toaster";
import { AddWorkspaceMember } from "@/app/ui/organizations/add-workspace-member";
import { MemberRow } from "@/app/ui/organizations/member-row";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import { type PostedForm, refusalOf } from "./use-posted-form";

const [BOB, EVE] = ["bob", "eve"].map((id) => ({ id, name: id, email: `${id}@example.com`, imageUrl: null }));
const REFUSED: PostedForm = {
  refusal: { code: "reauthentication_required" },
  kept: { workspaceId: "quay", userId: "bob" },
};
const asksForPassword = (html: string) => /name="password"/.test(html) && /name="proof"/.test(html);
const action = () => {};
const render = (form: ReactElement) =>
  renderWithTexts(
    <AuthProvider initial={null}>
      <Toaster>{form}</Toaster>
    </AuthProvider>,
  );

function row(id: string, posted: PostedForm | null): string {
  const fields = { organizationId: "engines", workspaceId: "quay", userId: id };
  return render(
    <MemberRow
      member={{ user: { ...BOB, id } as never, role: "member", joinedAt: "2030-01-01T00:00:00.000Z" }}
      isSelf={false}
      roles={["admin", "member"]}
      isOffline={false}
      onRole={async () => {}}
      posts={{ role: { action, fields, refusal: refusalOf(posted, fields) }, remove: { action, fields } }}
    />,
  );
}

test("the row whose role was refused asks for the password, and no other row", () => {
  expect(asksForPassword(row("bob", REFUSED))).toBe(true);
  expect(asksForPassword(row("eve", REFUSED))).toBe(false);
  expect(asksForPassword(row("bob", { ...REFUSED, kept: { workspaceId: "dock", userId: "bob" } }))).toBe(
    false,
  );
  expect(asksForPassword(row("bob", { ...REFUSED, refusal: null }))).toBe(false);
  expect(asksForPassword(row("bob", null))).toBe(false);
});

test("adding to a workspace asks for it too, with the chosen member", () => {
  const add = (posted: PostedForm | null, id = "quay") =>
    render(
      <AddWorkspaceMember
        workspace={{ id, organizationId: "engines", name: "The Quay", slug: "quay" } as never}
        candidates={[EVE, BOB] as never}
        post={{ action, fields: { organizationId: "engines", workspaceId: id, role: "member" } }}
        posted={posted}
        onAdd={async () => {}}
      />,
    );
  const html = add(REFUSED);
  expect(asksForPassword(html)).toBe(true);
  expect(html).toMatch(/<option value="bob" selected=""/);
  expect(asksForPassword(add(REFUSED, "dock"))).toBe(false);
  expect(asksForPassword(add(null))).toBe(false);
});
