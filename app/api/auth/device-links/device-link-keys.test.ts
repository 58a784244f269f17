/** A request to be added has a key of its own: the browser's id, which an earlier user may have copied, is not enough. */
import { expect, test } from "vitest";
import { attemptKey } from "@/lib/server/sign-in/attempt-keys";
import { type Installation, install, onEveryEngine } from "@/lib/server/testing/installation";
import { accounts, current } from "../../session/accounts.fixture";
import { StepBrowser } from "../attempts/attempts.fixture";
import { linkMade, phoneApproved, phoneAsked, phoneOf } from "./device-links.fixture";

const REFUSED = { status: 401, json: { error: "invalid_ticket" }, setCookies: [] };

/** A link; a phone that has been in use before, and a thief who copied its cookies then and knows the link's secret. */
async function copiedPhone(app: Installation) {
  const scene = await linkMade(app);
  const browser = new StepBrowser();
  await browser.begin();
  const phone = phoneOf(browser);
  const thief = phoneOf(browser.twin());
  const poll = async () => {
    for (const ask of [thief.signIn, thief.lookup, thief.request, thief.signIn])
      expect(await ask(scene.ticket)).toMatchObject(REFUSED);
  };
  return { ...scene, phone, thief, poll };
}

onEveryEngine((installOn) => {
  test("a copy of the browser cookie and the secret find, take and use up nothing, before and after the approval", async () => {
    const app = await installOn();
    const { laptop, phone, thief, poll, id, ticket, ada } = await copiedPhone(app);
    expect(await thief.signIn(ticket)).toMatchObject(REFUSED);
    const asked = (await phone.request(ticket)).json;
    await poll();
    const { request } = (await laptop.read(id)).json;
    expect(request.code).toBe(asked.requestCode);
    expect((await phone.lookup(ticket)).json).toEqual(asked);
    await laptop.approve(id, request.id);
    await poll();
    expect((await laptop.read(id)).json.status).toBe("approved");
    expect((await phone.signIn(ticket)).json).toMatchObject({ status: "complete", user: { id: ada.id } });
    expect(await accounts(phone.browser)).toEqual(["Ada*"]);
    await poll();
    expect((await current(phone.browser)).user.id).toBe(ada.id);
    expect(await app.db.listLiving(ada.id)).toHaveLength(2);
  });

  test("a copy that asks first keeps the code from the browser it was made of, which the owner then calls off", async () => {
    const app = await installOn();
    const { laptop, phone, thief, id, ticket, ada } = await copiedPhone(app);
    expect((await phone.lookup(ticket)).json.requestCode).toBeNull();
    const stolen = (await thief.request(ticket)).json;
    expect(await phone.request(ticket)).toMatchObject(REFUSED);
    expect(await phone.lookup(ticket)).toMatchObject(REFUSED);
    expect((await laptop.read(id)).json.request.code).toBe(stolen.requestCode);
    await laptop.cancel(id);
    expect(await thief.signIn(ticket)).toMatchObject(REFUSED);
    expect(await app.db.listLiving(ada.id)).toHaveLength(1);
  });
});

test("the key comes with the request, lasts as long as the link, and is written once", async () => {
  const { laptop, phone, id, ticket } = await linkMade(install());
  const first = await phone.request(ticket);
  const { request } = (await laptop.read(id)).json;
  expect(first.setCookies).toEqual([
    expect.stringMatching(/^latchkey_browser=/),
    `latchkey_attempt.${request.id}=${attemptKey(request.id)}; Max-Age=300; Path=/; HttpOnly; SameSite=Lax`,
  ]);
  expect(JSON.stringify([first.json, request])).not.toContain(attemptKey(request.id));
  expect(await phone.request(ticket)).toMatchObject({ status: 200, json: first.json, setCookies: [] });
});

test("a browser that has lost the key is as any other browser, also with one that was made up", async () => {
  const { phone, seen, ticket } = await phoneApproved(install());
  const name = `latchkey_attempt.${seen.id}`;
  for (const key of [null, "", "a".repeat(43), seen.id, attemptKey("another")]) {
    if (key === null) phone.browser.jar.delete(name);
    else phone.browser.jar.set(name, key);
    for (const ask of [phone.lookup, phone.request, phone.signIn])
      expect(await ask(ticket)).toMatchObject(REFUSED);
  }
  phone.browser.jar.set(name, attemptKey(seen.id));
  expect((await phone.signIn(ticket)).status).toBe(200);
});

test("the key alone is not enough in another browser", async () => {
  const { phone, seen, ticket } = await phoneApproved(install());
  const other = new StepBrowser();
  await other.begin();
  other.jar.set(`latchkey_attempt.${seen.id}`, attemptKey(seen.id));
  expect(await phoneOf(other).signIn(ticket)).toMatchObject(REFUSED);
  expect((await phone.signIn(ticket)).status).toBe(200);
});

test("it counts among the five attempts of a browser, and the newest five stay", async () => {
  const app = install();
  const browser = new StepBrowser();
  for (let begun = 0; begun < 5; begun += 1) await browser.begin();
  const phone = phoneOf(browser);
  const { laptop, id, ticket } = await linkMade(app);
  const { setCookies } = await phone.request(ticket);
  expect(setCookies.filter((cookie) => cookie.includes("Max-Age=0"))).toHaveLength(1);
  for (let more = 0; more < 4; more += 1) await browser.begin();
  await laptop.approve(id, (await laptop.read(id)).json.request.id);
  expect((await phone.lookup(ticket)).json.status).toBe("approved");
  await browser.begin();
  expect(await phone.signIn(ticket)).toMatchObject(REFUSED);
});

test("the key of a request is no attempt of the browser's", async () => {
  const { phone, seen } = await phoneAsked(install());
  const browser = new StepBrowser(phone.browser.jar);
  expect((await browser.look(seen.id)).status).toBe(404);
  expect((await browser.cancel(seen.id)).status).toBe(404);
});
