/** The one-click sign-in of the demo, as a form. */
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { install } from "@/lib/server/testing/installation";
import { DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";
import { signInToDemoFromForm } from "./demo-sign-in";

const request = vi.hoisted(() => ({ headers: new Headers(), written: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    set: ({ name, value }: { name: string; value: string }) => request.written.set(name, value),
  }),
}));

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** An installation with the demo's user, as in a database that was once used for a demo. */
async function withAda(environment: Record<string, string>) {
  const app = install(environment);
  await app.addUser("Ada", { passwordHash: await hashPassword(DEMO_ACCOUNTS.ada.password) });
  request.headers = new Headers({ origin: config().origin });
  request.written.clear();
  return app;
}

test("in the demo one click signs in", async () => {
  await withAda({ DEMO: "on" });
  await expect(signInToDemoFromForm(form({ account: "ada" }))).rejects.toThrow("NEXT_REDIRECT");
  expect([...request.written.keys()].some((name) => name.includes("latchkey_refresh"))).toBe(true);
});

test("outside the demo they sign no user in, even if the account exists", async () => {
  await withAda({});
  expect(await signInToDemoFromForm(form({ account: "ada" }))).toEqual({ code: "not_found" });
  expect([...request.written.keys()]).toEqual([]);
});

test("no other account is signed in", async () => {
  await withAda({ DEMO: "on" });
  for (const account of ["visitor", "toString", ""]) {
    expect(await signInToDemoFromForm(form({ account }))).toMatchObject({ code: "invalid_request" });
  }
  expect([...request.written.keys()]).toEqual([]);
});

test("where a key is required, it is refused before anything is looked at", async () => {
  const app = await withAda({ DEVICE_BINDING: "required", DEMO: "on" });
  expect(await signInToDemoFromForm(form({ account: "ada" }))).toEqual({ code: "device_key_unavailable" });
  expect((await app.db.searchUsers("", 1, 10)).total).toBe(1);
  expect([...request.written.keys()]).toEqual([]);
});
