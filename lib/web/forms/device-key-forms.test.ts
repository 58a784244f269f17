/** A form carries no proof of a key: where DEVICE_BINDING requires one, no form signs in. */
import { beforeEach, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { signInFromForm, signUpFromForm } from "./sign-in";

const request = vi.hoisted(() => ({ headers: new Headers(), written: [] as string[] }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: ({ name }: { name: string }) => void request.written.push(name) }),
}));
beforeEach(() => {
  request.written = [];
});

const FORMS = [
  ["a sign-in", signInFromForm, { email: "ada@example.com", password: PASSWORD }],
  ["a sign-in with a wrong password", signInFromForm, { email: "ada@example.com", password: "x" }],
  ["a sign-up", signUpFromForm, { email: "new@example.com", password: PASSWORD, name: "New" }],
] as const;

function send(form: (data: FormData) => Promise<unknown>, fields: Record<string, string>) {
  request.headers = new Headers({ origin: config().origin });
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return form(data);
}

test.each(FORMS)("%s is refused before anything is looked at", async (_, form, fields) => {
  const app = install({ DEVICE_BINDING: "required" });
  const ada = await app.addUser("Ada");
  expect(await send(form, fields)).toEqual({ code: "device_key_unavailable" });
  expect(request.written).toEqual([]);
  expect(await app.audit(ada.id)).toEqual([]);
  expect((await app.db.searchUsers("", 1, 10)).total).toBe(1);
});

test("where a key is optional, a form signs in without one", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  await expect(send(signInFromForm, FORMS[0][2])).rejects.toThrow("NEXT_REDIRECT");
  expect(await app.db.listLiving(ada.id)).toMatchObject([{ binding: null }]);
});
