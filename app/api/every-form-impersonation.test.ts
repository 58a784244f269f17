/** Every form, while an administrator acts as a user: all but those that sign in, sign out or switch accounts are refused. */
import { globSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { actAsAda } from "./impersonation.fixture";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined }),
}));

const ALLOWED = [
  "chooseLanguageFromForm",
  "joinDeviceFromForm",
  "setUpTotpFromForm",
  "signInFromForm",
  "signInToDemoFromForm", // demo:line
  "signOutFromForm",
  "signUpFromForm",
  "startEmailCodeFromForm",
  "switchAccountFromForm",
  "takeStepFromForm",
];

type Action = (form: FormData) => Promise<unknown>;

const FORMS = (
  await Promise.all(
    globSync("lib/web/forms/*.ts")
      .filter((file) => !file.endsWith(".test.ts"))
      .map(async (file) => (await import(/* @vite-ignore */ path.resolve(file))) as Record<string, unknown>),
  )
)
  .flatMap((module) => Object.entries(module))
  .filter((entry): entry is [string, Action] => entry[0].endsWith("FromForm"))
  .map(([name, action]) => ({ name, action }));

const send = (action: Action) => action(new FormData()).catch((error: { digest?: string }) => error.digest);

test("every form is tested", () => expect(FORMS.length).toBeGreaterThanOrEqual(15));

test.each(FORMS)("$name", async ({ name, action }) => {
  const { browser } = await actAsAda(install());
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const refused = { code: "forbidden_while_impersonating" };
  if (ALLOWED.includes(name)) expect(await send(action)).not.toMatchObject(refused);
  else expect(await send(action)).toMatchObject(refused);
  request.headers = new Headers({ cookie: new TestBrowser().cookieHeader(), origin: config().origin });
  expect(await send(action)).not.toMatchObject(refused);
});
