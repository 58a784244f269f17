import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { signedIn } from "@/lib/client/fakes/fake-server";
import { AuthProvider } from "./auth-provider";
import { useGetToken } from "./use-get-token";

const found: ReturnType<typeof useGetToken>[] = [];

function Caller() {
  found.push(useGetToken());
  return null;
}

test("all components of a tab get the same function, and another tab another one", () => {
  for (const _ of ["one tab", "another"]) {
    renderToStaticMarkup(
      <AuthProvider initial={signedIn}>
        <Caller />
        <Caller />
      </AuthProvider>,
    );
  }
  expect(new Set(found).size).toBe(2);
  expect(found[0]).toBe(found[1]);
  expect(() => renderToStaticMarkup(<Caller />)).toThrow("AuthProvider");
});
