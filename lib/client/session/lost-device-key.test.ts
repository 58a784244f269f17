/** A browser that has lost the key of its session: the page waits for the password, as for a session that has ended. */
import { expect, it } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse } from "@/lib/client/fakes/fake-server";

const refused = () => errorResponse("device_proof_required", 401);

it("asks for the password in place, and goes on with the session that begins then", async () => {
  const browser = new FakeBrowser();
  const { client, visited } = browser.openTab({ relogin: "in-place" });
  browser.server.next("/api/auth/refresh", refused);
  const call = client.call("/api/me");
  await settle();
  expect(client.state.get()).toMatchObject({ sessionEnd: { reason: "expired" }, user: null });
  browser.epoch = "epoch-2";
  await client.relogin("a lamp in the harbour");
  expect(await call).toEqual({ path: "/api/me", body: undefined });
  expect(client.state.get()).toMatchObject({ sessionEnd: null, status: "signed-in" });
  expect(visited).toEqual([]);
});

it("leaves for the sign-in page where pages do not wait", async () => {
  const browser = new FakeBrowser();
  const { client, ends } = browser.openTab();
  browser.server.next("/api/auth/refresh", refused);
  await expect(client.call("/api/me")).rejects.toMatchObject({ code: "device_proof_required" });
  await browser.clock.advance(0);
  expect(ends).toMatchObject([{ reason: "expired" }]);
});
