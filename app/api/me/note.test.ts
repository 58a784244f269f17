/** The note of a user. */
import { expect, test } from "vitest";
import { type Installation, install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as note from "./note/route";

async function signInBrowser(app: Installation, name = "Ada") {
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser(name)));
  return browser;
}

test("the note belongs to its user, and has at most 4000 characters", async () => {
  const app = install();
  const browser = await signInBrowser(app);
  const grace = await signInBrowser(app, "Grace");
  expect((await browser.get(note, "/api/me/note")).json).toEqual({ text: "", updatedAt: null });
  await browser.send(note, "PUT", "/api/me/note", { json: { text: "milk" } });
  expect((await browser.get(note, "/api/me/note")).json).toEqual({
    text: "milk",
    updatedAt: new Date(app.now).toISOString(),
  });
  expect((await grace.get(note, "/api/me/note")).json.text).toBe("");
  const long = await browser.send(note, "PUT", "/api/me/note", { json: { text: "x".repeat(4001) } });
  expect(long.status).toBe(400);
});
