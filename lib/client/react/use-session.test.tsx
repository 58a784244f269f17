import { renderToStaticMarkup } from "react-dom/server";
import { expect, expectTypeOf, test } from "vitest";
import { signedIn } from "@/lib/client/fakes/fake-server";
import type { BrowserSession } from "@/lib/client/session/browser-session";
import type { SessionMutations } from "@/lib/client/session/session-mutations";
import { AuthProvider } from "./auth-provider";
import { type UseSessionResult, useSession } from "./use-session";

const found: UseSessionResult[] = [];

function Page() {
  found.push(useSession());
  return null;
}

test("nothing can be changed before it is loaded, and TypeScript says so", () => {
  renderToStaticMarkup(
    <AuthProvider initial={signedIn}>
      <Page />
    </AuthProvider>,
  );
  expect(found).toEqual([{ loading: true, error: null, session: null, refetch: expect.any(Function) }]);
  expect(() => renderToStaticMarkup(<Page />)).toThrow("AuthProvider");
});

test("the two results are told apart by `loading`", () => {
  type Loading = Extract<UseSessionResult, { loading: true }>;
  type Loaded = Extract<UseSessionResult, { loading: false }>;
  expectTypeOf<Loading["session"]>().toEqualTypeOf<null>();
  expectTypeOf<Loading["switchSignIn"]>().toEqualTypeOf<undefined>();
  expectTypeOf<Loading["getToken"]>().toEqualTypeOf<undefined>();
  expectTypeOf<Loaded["session"]>().toEqualTypeOf<BrowserSession>();
  expectTypeOf<Loaded>().toExtend<SessionMutations>();
  expectTypeOf<UseSessionResult["refetch"]>().toEqualTypeOf<() => Promise<void>>();

  const use = ({ loading, session, signOut }: UseSessionResult) => {
    // @ts-expect-error: it may not be loaded yet
    if (session === undefined) void signOut();
    return loading ? null : [session.signIns, signOut];
  };
  expectTypeOf(use).returns.toEqualTypeOf<
    null | (BrowserSession["signIns"] | SessionMutations["signOut"])[]
  >();
});
