import type { Installation } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as tickets from "../ticket/route";
import * as approve from "./[id]/approve/route";
import * as link from "./[id]/route";
import * as lookup from "./lookup/route";
import * as request from "./request/route";
import * as links from "./route";

const PATH = "/api/auth/device-links";
export const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";

/** What a browser that is signed in does. */
export const laptopOf = (browser: TestBrowser) => ({
  browser,
  create: () => browser.post(links, PATH, {}),
  read: (id: string) => browser.get(link, `${PATH}/${id}`, { id }),
  approve: (id: string, requestId: string) =>
    browser.post(approve, `${PATH}/${id}/approve`, { requestId }, { id }),
  cancel: (id: string) => browser.send(link, "DELETE", `${PATH}/${id}`, { id }),
});

/** What a browser that holds the secret of a link does. */
export const phoneOf = (
  browser: TestBrowser,
  headers: Record<string, string> = { "user-agent": IPHONE },
) => ({
  browser,
  lookup: (ticket: string) => browser.post(lookup, `${PATH}/lookup`, { ticket }, { headers }),
  request: (ticket: string) => browser.post(request, `${PATH}/request`, { ticket }, { headers }),
  signIn: (ticket: string) => browser.post(tickets, "/api/auth/ticket", { ticket }, { headers }),
});

/** Ada on her laptop, and a phone on which nobody is signed in. */
export async function laptopAndPhone(app: Installation) {
  const ada = await app.addUser("Ada");
  const grant = await app.openSession(ada);
  const laptop = laptopOf(new TestBrowser());
  await laptop.browser.signInWith(grant);
  return { ada, grant, laptop, phone: phoneOf(new TestBrowser()) };
}

/** The same, with a link that the laptop has made. */
export async function linkMade(app: Installation) {
  const scene = await laptopAndPhone(app);
  const made = (await scene.laptop.create()).json;
  const ticket: string = new URL(made.url).hash.slice("#ticket=".length);
  return { ...scene, made, id: made.id as string, ticket };
}

/** The same, once the phone has asked. */
export async function phoneAsked(app: Installation) {
  const scene = await linkMade(app);
  const asked = (await scene.phone.request(scene.ticket)).json;
  const { request: seen } = (await scene.laptop.read(scene.id)).json;
  return { ...scene, asked, seen };
}

/** The same, once the laptop has approved. */
export async function phoneApproved(app: Installation) {
  const scene = await phoneAsked(app);
  await scene.laptop.approve(scene.id, scene.seen.id);
  return scene;
}
