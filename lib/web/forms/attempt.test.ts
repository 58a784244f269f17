import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { listAttempts } from "@/lib/server/sign-in/attempts";
import { install } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { readRequestContext } from "@/lib/web/request/request-context";
import { startEmailCodeFromForm, takeStepFromForm } from "./attempt";

/** A browser that keeps the cookies it is sent. */
const browser = vi.hoisted(() => ({ headers: new Headers(), jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => browser.headers,
  cookies: async () => ({
    set({ name, value }: { name: string; value: string }) {
      browser.jar.set(name, value);
      browser.headers.set("cookie", [...browser.jar].map(([key, text]) => `${key}=${text}`).join("; "));
    },
  }),
}));

let app: ReturnType<typeof install>;
beforeEach(() => {
  app = install();
  browser.jar.clear();
  browser.headers = new Headers({ origin: config().origin });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** @returns where the form led to; null when it stayed with a failure */
async function destination(done: Promise<unknown>): Promise<string | null> {
  return done.then(
    () => null,
    ({ digest }: { digest: string }) => digest.split(";")[2] ?? null,
  );
}

async function openAttempts() {
  return listAttempts((await readRequestContext(browser)).client);
}

/** Asks for a code. @returns the attempt, and the code from the mail */
async function askForCode(email: string) {
  const asked = startEmailCodeFromForm(form({ email, returnTo: "/profile" }));
  expect(await destination(asked)).toBe("/login?returnTo=%2Fprofile");
  const [attempt] = await openAttempts();
  const [mail] = await readMail(app, email);
  return { attemptId: attempt?.id ?? "", mail, attempt };
}

const take = (fields: Record<string, string>) => takeStepFromForm(form({ returnTo: "/profile", ...fields }));

describe("a code by mail, from forms alone", () => {
  test("leads to the page that was asked for, signed in", async () => {
    const { email } = await app.addUser("Ada");
    const { attemptId, mail, attempt } = await askForCode(email);
    expect(attempt).toMatchObject({ step: "challenge", status: "open" });
    const done = take({ step: "code", attemptId, code: mail?.code ?? "" });
    expect(await destination(done)).toBe("/profile");
    expect([...browser.jar.keys()].some((name) => name.includes("latchkey_refresh"))).toBe(true);
    expect(await openAttempts()).toEqual([]);
  });

  test("a wrong one stays on the page, with what is left", async () => {
    const { email } = await app.addUser("Ada");
    const { attemptId, mail } = await askForCode(email);
    const code = mail?.code === "000000" ? "111111" : "000000";
    expect(await take({ step: "code", attemptId, code })).toMatchObject({
      code: "invalid_code",
      details: { remainingAttempts: 4 },
    });
  });

  test("looks the same for an address that no account has", async () => {
    const { attempt, mail } = await askForCode("nobody@example.com");
    expect(attempt).toMatchObject({ step: "challenge", challenge: { destination: "n•••@example.com" } });
    expect(mail).toBeUndefined();
  });

  test("the link takes its secret along to no other page", async () => {
    const { email } = await app.addUser("Ada");
    const { mail } = await askForCode(email);
    expect(await destination(take({ step: "link", link: mail?.link ?? "" }))).toBe("/profile#");
  });

  test("giving up goes back to the sign-in form", async () => {
    const { email } = await app.addUser("Ada");
    const { attemptId } = await askForCode(email);
    expect(await destination(take({ step: "cancel", attemptId }))).toBe("/login?returnTo=%2Fprofile");
    expect(await openAttempts()).toEqual([]);
  });
});

test("another browser's attempt does not exist", async () => {
  const { email } = await app.addUser("Ada");
  const { attemptId, mail } = await askForCode(email);
  browser.jar.clear();
  browser.headers = new Headers({ origin: config().origin });
  const tried = await take({ step: "code", attemptId, code: mail?.code ?? "" });
  expect(tried).toMatchObject({ code: "not_found" });
});

test("a form that says nothing we know changes nothing", async () => {
  expect(await take({ step: "constructor" })).toMatchObject({ code: "wrong_step" });
  expect(await takeStepFromForm(form({}))).toMatchObject({ code: "invalid_request" });
});

test("another site's form is refused", async () => {
  browser.headers = new Headers({ origin: "https://evil.net" });
  expect(await take({ step: "cancel" })).toMatchObject({ code: "cross_site_request" });
});
