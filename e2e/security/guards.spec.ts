import { administrator, signInOverHttp, signUpOverHttp, type TestAccount } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser, type HttpResponse } from "@/e2e/support/http-browser";
import { expect, type SharedServer, test, withAndWithoutMiddleware } from "@/e2e/support/http-test";
import { bypassHeaders, pathSpellings, subrequestHeader } from "@/e2e/support/middleware-bypass";

test.use({ settings: { withoutMiddleware: true } });

/** Every guarded page, with a text that only this page contains. */
const pages: [path: string, piece: string][] = [
  ["/dashboard", "See where you’re signed in and sign devices out"],
  ["/profile", "My own device name"],
  ["/profile/security", "How you sign in, and when devices are signed out."],
  ["/profile/activity", "Recent security events."],
];
const adminPages: [path: string, piece: string][] = [
  ["/admin", "accounts on this server."],
  ["/admin/users/{id}", "Account since"],
];
const pieces = [...pages, ...adminPages].map(([, piece]) => piece);

const name = "Canary Birdsong";

interface Owner {
  account: TestAccount;
  userId: string;
  browser: HttpBrowser;
  sessionId: string;
}

async function makeOwner(server: SharedServer): Promise<Owner> {
  const { account, browser, userId } = await signUpOverHttp(server, { name });
  const [{ id: sessionId }] = (await browser.get("/api/sessions")).json.sessions;
  await browser.patch(`/api/sessions/${sessionId}`, { label: "My own device name" });
  return { account, browser, userId, sessionId };
}

/**
 * The response contains no text of any page and no data of the owner. It may contain the path, which the sender knows.
 */
function expectNothingPrivate({ text, headers }: HttpResponse, owner: Owner, what: string): void {
  const told = `${text}\n${JSON.stringify(headers)}`;
  const { account, userId, sessionId } = owner;
  const own = what.includes(userId) ? [] : [userId];
  for (const secret of [...pieces, name, account.email, sessionId, ...own]) {
    expect(told.includes(secret), `${what} tells "${secret}"`).toBe(false);
  }
}

/** Browsers that may not see the owner's pages, each with a name for its flaw. */
async function makeStrangers(
  server: SharedServer,
  { browser, account }: Owner,
): Promise<[string, HttpBrowser][]> {
  const forged = browser.steal();
  for (const { name } of forged.jar.list()) {
    if (name.startsWith("latchkey_refresh")) forged.jar.set(name, "A".repeat(43));
  }
  const broken = browser.steal();
  for (const { name, value } of broken.jar.list()) broken.jar.set(name, `${value.slice(0, -3)}AAA`);
  const refreshAlone = browser.steal();
  refreshAlone.jar.delete("latchkey_browser");
  const browserAlone = browser.steal();
  for (const { name } of browserAlone.jar.list()) {
    if (name.startsWith("latchkey_refresh")) browserAlone.jar.delete(name);
  }
  const signedOut = await signInOverHttp(server, account);
  const past = signedOut.steal();
  await signedOut.post("/api/auth/logout");
  return [
    ["no cookies", new HttpBrowser(server)],
    ["a forged token", forged],
    ["broken cookies", broken],
    ["a token without its browser", refreshAlone],
    ["a browser without its token", browserAlone],
    ["an ended session", past],
  ];
}

for (const [kind, choose] of withAndWithoutMiddleware) {
  test(`${kind}: every guarded page opens for its own user`, async ({ server: own }) => {
    const server = choose(own);
    const owner = await makeOwner(server);
    for (const [path, piece] of pages) {
      const page = await owner.browser.visit(path);
      expect([page.status, page.text.includes(piece), page.text.includes(name)], path).toEqual([
        200,
        true,
        true,
      ]);
    }
    const admin = await signInOverHttp(server, administrator);
    for (const [path, piece] of adminPages) {
      const page = await admin.visit(path.replace("{id}", owner.userId));
      expect([page.status, page.text.includes(piece)], path).toEqual([200, true]);
    }
  });

  test(`${kind}: an unauthenticated request is redirected to the sign-in page, without private data in the body`, async ({
    server: own,
  }) => {
    const server = choose(own);
    const owner = await makeOwner(server);
    for (const [who, stranger] of await makeStrangers(server, owner)) {
      for (const [pattern] of [...pages, ...adminPages]) {
        const path = pattern.replace("{id}", owner.userId);
        const answer = await stranger.visit(path);
        expect([answer.status, answer.headers.location?.replace(server.url, "")], `${who} ${path}`).toEqual([
          307,
          expect.stringMatching(/^\/login\?/),
        ]);
        expect(answer.setCookies).toEqual([]);
        expectNothingPrivate(answer, owner, `${who} ${path}`);
      }
    }
  });

  test(`${kind}: admin pages are 404 for a user who is not an administrator`, async ({ server: own }) => {
    const server = choose(own);
    const owner = await makeOwner(server);
    const { browser: other } = await signUpOverHttp(server);
    for (const [pattern] of adminPages) {
      const path = pattern.replace("{id}", owner.userId);
      const answer = await other.visit(path);
      expect(answer.status, path).toBe(404);
      expectNothingPrivate(answer, owner, path);
    }
  });

  test(`${kind}: no header and no spelling of a path bypasses the guard`, async ({ server: own }) => {
    const server = choose(own);
    const owner = await makeOwner(server);
    const strangers = (await makeStrangers(server, owner)).filter(([who]) => /no cookies|ended/.test(who));
    const served: string[] = [];
    for (const [who, stranger] of strangers) {
      for (const path of ["/dashboard", "/profile", `/admin/users/${owner.userId}`]) {
        const tries = [
          ...pathSpellings(path).map((spelling) => [spelling, {}] as const),
          ...bypassHeaders(path).map((headers) => [path, headers] as const),
          ...pathSpellings(path).map(
            (spelling) => [spelling, { RSC: "1", ...subrequestHeader("middleware") }] as const,
          ),
        ];
        for (const [spelling, headers] of tries) {
          const what = `${who} ${spelling} ${JSON.stringify(headers)}`;
          const answer = await stranger.visit(spelling, { headers });
          expectNothingPrivate(answer, owner, what);
          expect(answer.status, what).toBeLessThan(500);
          // A request from a script may be answered 200, with the redirect in the body.
          if (answer.status === 200 && isHtml(answer) && !isPublicPage(answer)) served.push(what);
        }
      }
    }
    expect(served).toEqual([]);
  });

  test(`${kind}: a server action posted to a guarded page reveals nothing of the page`, async ({
    server: own,
  }) => {
    const server = choose(own);
    const owner = await makeOwner(server);
    for (const [who, stranger] of await makeStrangers(server, owner)) {
      const form = await readActionForm(stranger, "/login");
      const fields = { email: owner.account.email, password: "not the password at all" };
      const { body, headers } = form.request(fields);
      for (const [pattern] of [...pages, ...adminPages]) {
        const path = pattern.replace("{id}", owner.userId);
        const asForm = await stranger.post(path, undefined, { body, headers });
        const byScript = await stranger.post(path, undefined, {
          body,
          headers: { ...headers, "Next-Action": form.actionId, Accept: "text/x-component" },
        });
        for (const answer of [asForm, byScript]) {
          const withoutOwnWords = { ...answer, text: answer.text.replaceAll(fields.email, "") };
          expectNothingPrivate(withoutOwnWords, owner, `${who} posts to ${path}`);
          expect(answer.setCookies).toEqual([]);
        }
      }
    }
  });

  test(`${kind}: every API endpoint refuses an unauthenticated request`, async ({ server: own }) => {
    const server = choose(own);
    const owner = await makeOwner(server);
    const calls: [string, string][] = [
      ["GET", "/api/me"],
      ["PATCH", "/api/me"],
      ["POST", "/api/me/password"],
      ["GET", "/api/sessions"],
      ["GET", "/api/sessions?status=ended"],
      ["PATCH", `/api/sessions/${owner.sessionId}`],
      ["DELETE", `/api/sessions/${owner.sessionId}`],
      ["POST", "/api/sessions/revoke-all"],
      ["POST", "/api/session/activity"],
      ["GET", "/api/admin/users"],
      ["GET", `/api/admin/users/${owner.userId}/sessions`],
      ["POST", `/api/admin/users/${owner.userId}/disable`],
      ["POST", `/api/admin/users/${owner.userId}/enable`],
      ["POST", `/api/admin/users/${owner.userId}/sessions/revoke-all`],
    ];
    for (const [who, stranger] of await makeStrangers(server, owner)) {
      for (const [method, path] of calls) {
        for (const headers of [{}, subrequestHeader("middleware")]) {
          const answer = await stranger.send(method, path, undefined, { bearer: null, headers });
          expectRefusal(answer, 401, "not_authenticated");
          expectNothingPrivate(answer, owner, `${who} ${method} ${path}`);
        }
      }
    }
    expect((await owner.browser.get("/api/me")).json.name).toBe(name);
  });
}

function isHtml({ headers }: HttpResponse): boolean {
  return headers["content-type"]?.startsWith("text/html") ?? false;
}

function isPublicPage({ text }: HttpResponse): boolean {
  return text.includes("Sign in") && text.includes('href="/signup"');
}
