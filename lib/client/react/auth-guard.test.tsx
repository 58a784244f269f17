import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ada, signedIn } from "@/lib/client/fakes/fake-server";
import type { Role } from "@/lib/session/roles";
import { AuthGuard } from "./auth-guard";
import { AuthProvider, type AuthProviderProps } from "./auth-provider";

const guarded = (initial: AuthProviderProps["initial"] | "unsaid", requiredRoles: Role[] = []): string => {
  const guard: ReactNode = (
    <AuthGuard fallback="not for you" loadingFallback="one moment" requiredRoles={requiredRoles}>
      private
    </AuthGuard>
  );
  return renderToStaticMarkup(
    initial === "unsaid" ? (
      <AuthProvider>{guard}</AuthProvider>
    ) : (
      <AuthProvider initial={initial ?? null}>{guard}</AuthProvider>
    ),
  );
};

describe("AuthGuard, rendered on the server", () => {
  test("waits while it is not known who is signed in", () => {
    expect(guarded("unsaid")).toBe("one moment");
    expect(guarded("unsaid", ["admin"])).toBe("one moment");
  });

  test("shows a stranger the fallback", () => {
    expect(guarded(null)).toBe("not for you");
  });

  test("shows a user what is for users, and wants all roles", () => {
    expect(guarded(signedIn)).toBe("private");
    expect(guarded(signedIn, ["user"])).toBe("private");
    expect(guarded(signedIn, ["user", "admin"])).toBe("not for you");
    expect(guarded({ ...signedIn, user: { ...ada, roles: ["user", "admin"] } }, ["user", "admin"])).toBe(
      "private",
    );
  });
});

test("the provider shows its own fallback only while nothing is known", () => {
  const page = <AuthProvider loadingFallback="one moment">page</AuthProvider>;
  expect(renderToStaticMarkup(page)).toBe("one moment");
  expect(renderToStaticMarkup(<AuthProvider>page</AuthProvider>)).toBe("page");
  expect(
    renderToStaticMarkup(
      <AuthProvider loadingFallback="one moment" initial={null}>
        page
      </AuthProvider>,
    ),
  ).toBe("page");
});
