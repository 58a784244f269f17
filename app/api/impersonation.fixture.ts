import type { Installation } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as impersonate from "./admin/users/[id]/impersonate/route";
import * as ticket from "./auth/ticket/route";

/** A browser on which an administrator is signed in. */
export async function signInAdministratorBeside(app: Installation) {
  const ada = await app.addUser("Ada");
  const grace = await app.addUser("Grace", { roles: ["user", "admin"] });
  const browser = new TestBrowser();
  const own = await app.openSession(grace);
  await browser.signInWith(own);
  return { ada, grace, own, browser };
}

export const ask = (browser: TestBrowser, id: string, reason: unknown = "She asked for help") =>
  browser.post(impersonate, `/api/admin/users/${id}/impersonate`, { reason }, { id });

export const exchange = (browser: TestBrowser, secret: string) =>
  browser.post(ticket, "/api/auth/ticket", { ticket: secret });

/** The same browser once the administrator acts as Ada in it. */
export async function actAsAda(app: Installation) {
  const scene = await signInAdministratorBeside(app);
  const { ada, browser } = scene;
  const ownToken = browser.accessToken;
  const { json } = await exchange(browser, (await ask(browser, ada.id)).json.ticket);
  return { ...scene, ownToken, acting: json.session as { id: string } };
}
