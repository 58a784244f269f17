import type { Page } from "@playwright/test";
import { signUpOverHttp } from "./accounts";
import { onNode, type TestCluster } from "./cluster";
import { openEventStream } from "./event-stream";
import type { HttpBrowser, HttpResponse } from "./http-browser";
import { expect } from "./http-test";
import { openHydrated } from "./hydration";
import { newOrganization, type TestMember } from "./organizations-over-http";
import { PUSH_LIMIT_MS } from "./push-time";

/** An organization, its owner, and an admin in it. */
async function setUp(cluster: TestCluster) {
  const server = { ...cluster, databaseFile: "", sessionSecret: "" };
  const { id, owner, post } = await newOrganization(server, { name: "Harbour Works" });
  const member: TestMember = await signUpOverHttp(cluster, { name: "Grace Quay" });
  await cluster.query(
    "insert into memberships (organization_id, user_id, role, joined_at) values ($1, $2, 'admin', 0)",
    [id, member.userId],
  );
  return { id, owner, post, member };
}

/**
 * Changes a role, a membership, a key and a workspace over one node, and sees that every node goes by it on the next request,
 * and that the event streams of the member tell of it.
 */
export async function expectOrganizationOnEveryNode(cluster: TestCluster): Promise<void> {
  const { id, owner, post, member } = await setUp(cluster);
  const here = `/api/organizations/${id}`;
  const { json: made } = await member.browser.post(`${here}/api-keys`, { name: "CI", scope: "read" });
  const { id: workspaceId } = await post("workspaces", { name: "The Quay" });

  /** Asks each node. */
  const atEveryNode = <T>(ask: (browser: HttpBrowser) => Promise<T>): Promise<T[]> =>
    Promise.all(cluster.origins.map((node) => ask(member.browser.via(node))));
  const get = (path: string) => atEveryNode(async (browser) => (await browser.get(here + path)).status);
  const getWithKey = (path: string) =>
    atEveryNode(async (browser) => (await browser.get(here + path, { bearer: made.key })).status);
  const place = () =>
    atEveryNode(async (browser) => {
      const { organization, workspace } = (await browser.get("/api/session")).json;
      return [organization?.role ?? null, workspace?.role ?? null].join();
    });
  const every = <T>(value: T) => cluster.origins.map(() => value);

  const choose = (path: string, choice: object) => member.browser.post(`/api/session/${path}`, choice);
  await choose("organization", { organizationId: id });
  await choose("workspace", { workspaceId });
  expect(await place()).toEqual(every("admin,admin"));
  const streams = await Promise.all(cluster.origins.map((node) => openEventStream(node, member.browser)));
  for (const stream of streams) expect(await stream.next("state")).not.toBeNull();

  /** Makes a change over the first node, of which the member's streams at all nodes tell. */
  async function change(send: (browser: HttpBrowser) => Promise<HttpResponse>): Promise<void> {
    const changedAt = performance.now();
    expect((await send(onNode(cluster, owner.browser, 0))).status).toBeLessThan(300);
    for (const stream of streams) {
      const told = await stream.next("sessions-changed");
      expect((told?.at ?? Number.NaN) - changedAt).toBeLessThan(PUSH_LIMIT_MS);
    }
  }

  expect(await get("/invitations")).toEqual(every(200));
  expect(await getWithKey("/invitations")).toEqual(every(200));
  const own = `${here}/members/${member.userId}`;
  await change((browser) => browser.patch(own, { role: "member" }));
  expect(await get("/invitations")).toEqual(every(403));
  expect(await getWithKey("/invitations")).toEqual(every(403));
  expect(await place()).toEqual(every("member,"));
  const places = `${here}/workspaces/${workspaceId}/members/${member.userId}`;
  await change((browser) => browser.send("PUT", places, { role: "member" }));
  expect(await place()).toEqual(every("member,member"));

  expect(await getWithKey("")).toEqual(every(200));
  expect((await onNode(cluster, owner.browser, 0).delete(`${here}/api-keys/${made.id}`)).status).toBe(204);
  expect(await getWithKey("")).toEqual(every(401));

  await change((browser) => browser.delete(`${here}/workspaces/${workspaceId}`));
  expect(await place()).toEqual(every("member,"));
  await change((browser) => browser.delete(own));
  expect(await get("")).toEqual(every(404));
  expect(await place()).toEqual(every(","));
  for (const stream of streams) stream.close();
}

/** An open page of a member follows what another node has changed: first the role, then the membership's end. */
export async function expectPageFollowsMembership(
  cluster: TestCluster,
  page: Page,
  signIn: (page: Page, account: TestMember["account"]) => Promise<void>,
): Promise<void> {
  const { id, owner, member } = await setUp(cluster);
  await signIn(page, member.account);
  const opened = page.waitForResponse("**/api/session/events");
  await openHydrated(page, `/organizations/${id}/members`);
  const listening = Number((await opened).headers()["x-internal-node"]);
  const elsewhere = onNode(cluster, owner.browser, listening); // the node after the one that serves the stream
  const invite = page.getByRole("button", { name: "Send invitation" });
  await expect(invite).toBeVisible();
  const path = `/api/organizations/${id}/members/${member.userId}`;
  expect((await elsewhere.patch(path, { role: "member" })).status).toBe(200);
  await expect(invite).toHaveCount(0);
  await expect(page.getByRole("main").getByText(owner.account.email)).toBeVisible();
  expect((await elsewhere.delete(path)).status).toBe(204);
  await expect(page.getByRole("main").getByText(owner.account.email)).toHaveCount(0);
}
