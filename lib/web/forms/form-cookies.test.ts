/** A form's answer, like one of the API, removes the cookies of a former `COOKIE_DOMAIN`. */
import { beforeEach, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { signInFromForm } from "./sign-in";
import { signOutFromForm } from "./sign-out";

interface Written {
  name: string;
  value: string;
  maxAge?: number;
  domain?: string;
}
const request = vi.hoisted(() => ({ headers: new Headers(), written: [] as Written[] }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: (cookie: Written) => void request.written.push(cookie) }),
}));
beforeEach(() => {
  request.written = [];
});

const HTTPS = { APP_URL: "https://app.example.com" };
const ID = "a".repeat(22);
const KINDS = ["browser", "epoch", `refresh.${ID}.0`, `bound.${ID}`, `attempt.${ID}`, `left.${ID}`];

/** @returns the cookies that the last form removed for a domain; null for those of the host alone */
const removed = (domain: string | null) =>
  request.written
    .filter(({ value, maxAge }) => value === "" && maxAge === 0)
    .filter((cookie) => (cookie.domain ?? null) === domain)
    .map(({ name }) => name);

function send(form: (data: FormData) => Promise<unknown>, cookie: string, fields: Record<string, string>) {
  request.headers = new Headers({ cookie, origin: config().origin });
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return form(data);
}

test("a sign-in by a form removes the cookies of the host when COOKIE_DOMAIN is set", async () => {
  const app = install({ ...HTTPS, COOKIE_DOMAIN: "example.com" });
  const { email } = await app.addUser("Ada");
  const old = KINDS.map((kind) => `__Host-latchkey_${kind}=old`);
  await expect(send(signInFromForm, old.join("; "), { email, password: PASSWORD })).rejects.toThrow(
    "NEXT_REDIRECT",
  );
  expect(removed(null)).toEqual(KINDS.map((kind) => `__Host-latchkey_${kind}`));
  const kept = request.written.filter(({ value }) => value !== "");
  expect(kept.length).toBeGreaterThan(0);
  for (const { name, domain } of kept)
    expect([name, domain]).toEqual([expect.stringMatching(/^__Secure-latchkey_/), "example.com"]);
});

test("a sign-out by a form removes both variants", async () => {
  const app = install({ ...HTTPS, COOKIE_DOMAIN: "example.com" });
  const grant = await app.openSession(await app.addUser("Ada"));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  const old = KINDS.map((kind) => `__Host-latchkey_${kind}=old`);
  const cookies = [browser.cookieHeader(), ...old].join("; ");
  await expect(send(signOutFromForm, cookies, {})).rejects.toThrow("NEXT_REDIRECT");
  expect(removed(null)).toEqual(KINDS.map((kind) => `__Host-latchkey_${kind}`));
  expect(removed("example.com")).toEqual([`__Secure-latchkey_refresh.${grant.session.id}.0`]);
  expect((await app.session(grant.session.id)).endedReason).toBe("signed_out");
});
