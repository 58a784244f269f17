/** The names of what the hooks give, which the code of a fork is written against. */
import { renderToStaticMarkup } from "react-dom/server";
import { expect, expectTypeOf, test } from "vitest";
import { ada, signedIn } from "@/lib/client/fakes/fake-server";
import type { AuthError } from "@/lib/client/http/auth-error";
import type { AccountView, UserView } from "@/lib/session/contract";
import type {
  ApiKeyView,
  InvitationView,
  MembershipView,
  MemberView,
  NewApiKeyView,
  OrganizationView,
} from "@/lib/session/organizations/organization-contract";
import type { Role } from "@/lib/session/roles";
import type { AttemptView, NextStepView } from "@/lib/session/sign-in/sign-in-contract";
import { AuthProvider } from "./auth-provider";
import { type CurrentUser, useRoles, useUser } from "./use-auth";
import { type Organization, useOrganization } from "./use-organization";
import type { LoadedSession, LoadingSession } from "./use-session";

function Page({ useIt }: { useIt: () => void }) {
  useIt();
  return null;
}

/** @returns what a hook gives to a page of Ada's, as the server renders it */
function rendered<T>(useHook: () => T): T {
  const found: T[] = [];
  renderToStaticMarkup(
    <AuthProvider initial={signedIn}>
      <Page useIt={() => found.push(useHook())} />
    </AuthProvider>,
  );
  return found[0] as T;
}

test("useSession: what there is before and after it is loaded", () => {
  type Session = LoadedSession["session"];
  expectTypeOf<Pick<LoadingSession, "loading" | "session">>().toEqualTypeOf<{
    loading: true;
    session: null;
  }>();
  expectTypeOf<LoadedSession["loading"]>().toEqualTypeOf<false>();
  expectTypeOf<LoadedSession["error"]>().toEqualTypeOf<AuthError | null>();
  expectTypeOf<LoadedSession["refetch"]>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf<
    Pick<Session, "id" | "activeSignIn" | "signIns" | "signInAttempts" | "signUpAttempts">
  >().toEqualTypeOf<{
    id: string | null;
    activeSignIn: AccountView | null;
    signIns: AccountView[];
    signInAttempts: AttemptView[];
    signUpAttempts: AttemptView[];
  }>();
  type Mutation =
    | "switchSignIn"
    | "switchOrganization"
    | "switchWorkspace"
    | "signOut"
    | "getToken"
    | "exchangeTicket";
  expectTypeOf<Pick<LoadedSession, Mutation>>().toEqualTypeOf<{
    switchSignIn(sessionId: string): Promise<void>;
    switchOrganization(organizationId: string | null): Promise<void>;
    switchWorkspace(workspaceId: string | null): Promise<void>;
    signOut(sessionId?: string): Promise<void>;
    getToken(template?: string): Promise<string>;
    exchangeTicket(ticket: string): Promise<NextStepView>;
  }>();
  // Nothing of it is there to be called before.
  expectTypeOf<Required<LoadingSession>[Mutation]>().toEqualTypeOf<undefined>();
});

test("useOrganization", () => {
  const lists = ["organization", "membership", "members", "invitations", "apiKeys"];
  const actions = ["update", "invite", "addApiKey", "removeApiKey"];
  expect(Object.keys(rendered(() => useOrganization()))).toEqual(
    expect.arrayContaining([...lists, ...actions, "isLoading", "error", "refresh", "clearError"]),
  );
  type Lists = Pick<Organization, "organization" | "membership" | "members" | "invitations" | "apiKeys">;
  expectTypeOf<Lists>().toEqualTypeOf<{
    organization: OrganizationView | null;
    membership: MembershipView | null;
    members: MemberView[];
    invitations: InvitationView[];
    apiKeys: ApiKeyView[];
  }>();
  expectTypeOf<Organization["update"]>().returns.resolves.toEqualTypeOf<OrganizationView>();
  expectTypeOf<Organization["invite"]>().returns.resolves.toEqualTypeOf<InvitationView>();
  expectTypeOf<Organization["addApiKey"]>().returns.resolves.toEqualTypeOf<NewApiKeyView>();
  expectTypeOf<Organization["removeApiKey"]>().toEqualTypeOf<(keyId: string) => Promise<void>>();
  expectTypeOf<Organization["refresh"]>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf<Organization["clearError"]>().toEqualTypeOf<() => void>();
  expectTypeOf<Organization["error"]>().toEqualTypeOf<AuthError | null>();
  expectTypeOf<Organization["isLoading"]>().toEqualTypeOf<boolean>();
});

test("useUser and useRoles", () => {
  expect(rendered(useUser)).toEqual({
    user: ada,
    update: expect.any(Function),
    changePassword: expect.any(Function),
  });
  expectTypeOf<CurrentUser["user"]>().toEqualTypeOf<UserView | null>();
  expect(rendered(useRoles)).toEqual(ada.roles);
  expectTypeOf(useRoles).returns.toEqualTypeOf<readonly Role[]>();
});
