/** Which sessions a sign-in ends beside the one that its own transaction replaces. */
import { expect, test, vi } from "vitest";
import { type Installation, install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { readRequestContext } from "./request-context";
import { signInCookiesFor } from "./session-responses";

/** Ada is signed in on a browser. @returns what is needed to open her next session there */
async function signedIn(app: Installation) {
  const ada = await app.addUser("Ada");
  const browser = new TestBrowser();
  const first = await app.openSession(ada);
  await browser.signInWith(first);
  const context = await readRequestContext({ headers: new Headers({ cookie: browser.cookieHeader() }) });
  return { ada, first: first.session, context, browserId: first.session.browserId };
}

test("a sign-in over the user's own session needs no second transaction to end it", async () => {
  const app = install();
  const { ada, first, context, browserId } = await signedIn(app);
  const second = await app.openSession(ada, { browserId });
  expect((await app.session(first.id)).endedReason).toBe("replaced");
  const signOuts = vi.spyOn(app.db, "changeByToken");
  await signInCookiesFor(second, context);
  expect(signOuts).not.toHaveBeenCalled();
});

test("a session that the transaction did not replace ends as signed out", async () => {
  const app = install();
  const { ada, first, context } = await signedIn(app);
  const elsewhere = await app.openSession(ada, { browserId: "another browser" });
  const signOuts = vi.spyOn(app.db, "changeByToken");
  await signInCookiesFor(elsewhere, context);
  expect(signOuts).toHaveBeenCalledOnce();
  expect((await app.session(first.id)).endedReason).toBe("signed_out");
});
