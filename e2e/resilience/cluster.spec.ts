import { setTimeout as wait } from "node:timers/promises";
import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { startBackgroundLoad } from "@/e2e/support/background-load";
import { cutOffListeners, expectSoundTokenChains, healthOfNodes, onNode, test } from "@/e2e/support/cluster";
import {
  expectOrganizationOnEveryNode,
  expectPageFollowsMembership,
} from "@/e2e/support/cluster-organization";
import { expectEndByProvider } from "@/e2e/support/cluster-provider";
import { openEventStream } from "@/e2e/support/event-stream";
import { HistoryRecorder, sessionIdOf } from "@/e2e/support/history-recorder";
import { expect } from "@/e2e/support/http-test";
import { sessionOf, waitForNoRequests } from "@/e2e/support/requests";
import { type RetryCount, retryWhileUnavailable } from "@/e2e/support/retry";
import { endings, raceRevocations } from "@/e2e/support/revocation-races";

/** `npm run cluster -- --drill` */
const full = process.env.CLUSTER === "full";
const ROUNDS = full ? 200 : 4;
const AT_ONCE = 200;
/** A multiple of the number of lanes and of the ways to end a session. */
const RACES = full ? 2007 : 18;
const LANES = 3;
const KILLS = full ? 30 : 3;
const OUTAGES = full ? 6 : 2;
/** How long the app's client waits for a response. */
const CLIENT_TIMEOUT_MS = 8_000;

const logFigures = (line: string) => full && console.log(line);

test.afterEach(async ({ cluster }) => {
  // The next test needs all nodes running again.
  await expect.poll(() => healthOfNodes(cluster), { timeout: 20_000 }).toEqual([200, 200, 200]);
  await expectSoundTokenChains(cluster);
});

test(`${AT_ONCE} refreshes of one token at once, over three nodes: one successor, and no device is signed out`, async ({
  cluster,
}) => {
  test.setTimeout(60_000 + ROUNDS * 10_000);
  const { browser } = await signUpOverHttp(cluster);
  const retries: RetryCount = { count: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const recorder = new HistoryRecorder(browser);
    const before = recorder.held(browser);
    const tabs = Array.from({ length: AT_ONCE }, (_, at) => onNode(cluster, browser.steal(), at));
    await Promise.all(tabs.map((tab) => retryWhileUnavailable(() => recorder.refresh(tab), retries)));
    const after = tabs.map((tab) => recorder.held(tab));
    expect(new Set(after.map(({ token }) => token)).size).toBe(1);
    expect(after[0]?.generation).toBe(before.generation + 1);
    recorder.expectLinearizable();
    await recorder.refresh(browser); // continues with the same successor
    expect(recorder.held(browser)).toEqual(after[0]);
  }
  logFigures(
    `${ROUNDS} rounds of ${AT_ONCE} refreshes of one token: one successor each; ${retries.count} tried again`,
  );
});

test("refresh against revocation, password change and disabling: no session is served after its end is acknowledged", async ({
  cluster,
}) => {
  test.setTimeout(60_000 + RACES * 2000);
  const turns = RACES / LANES / endings.length;
  const lanes = await Promise.all(
    Array.from({ length: LANES }, (_, lane) => raceRevocations(cluster, { lane, turns })),
  );
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  const [races, uses] = [sum(lanes.map((lane) => lane.races)), sum(lanes.map((lane) => lane.uses))];
  logFigures(`${races} races of refreshes against an end, ${uses} requests in them: none served after it`);
});

test("nodes killed during refreshes: no token is lost, none has two successors", async ({ cluster }) => {
  test.setTimeout(60_000 + KILLS * 15_000);
  const busy = await startBackgroundLoad(cluster, 6);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await busy.progress();
    const node = cluster.nodes[kill % cluster.nodes.length];
    await node?.stop("SIGKILL");
    await busy.progress(); // the other nodes answer
    await node?.start();
  }
  await busy.progress();
  await busy.stop();
  logFigures(
    `${KILLS} kills: ${busy.answered} answers to 6 clients, ${busy.retries.count} tried again, no device signed out`,
  );
  expect(busy.retries.count).toBeGreaterThan(0);
});

test("PostgreSQL stopped, killed and started: 503, cookies kept, and every client recovers by retrying", async ({
  cluster,
}) => {
  test.setTimeout(60_000 + OUTAGES * 20_000);
  const pids = cluster.nodes.map(({ pid }) => pid);
  const busy = await startBackgroundLoad(cluster, 4);
  const { browser } = await signUpOverHttp(cluster);
  const jar = JSON.stringify(browser.jar.list());
  const longest: number[] = [];
  for (let outage = 0; outage < OUTAGES; outage += 1) {
    await busy.progress();
    await cluster.postgres.stop(outage % 2 ? "SIGKILL" : "SIGINT");
    const asked = performance.now();
    const answers = await Promise.all(
      cluster.origins.flatMap((node) => {
        const there = browser.via(node);
        return [
          there.get("/api/health"),
          there.post("/api/auth/refresh"),
          there.get("/api/me"),
          there.get("/api/session"),
          there.post("/api/auth/login", { email: administrator.email, password: administrator.password }),
        ];
      }),
    );
    longest.push(performance.now() - asked);
    for (const { status, headers, setCookies } of answers) {
      expect([status, headers["retry-after"], setCookies]).toEqual([503, "2", []]);
    }
    expect(JSON.stringify(browser.jar.list())).toBe(jar);
    await cluster.postgres.start();
    await busy.progress();
  }
  await busy.stop();
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
  expect(cluster.nodes.map(({ pid }) => pid)).toEqual(pids);
  logFigures(
    `${OUTAGES} outages of PostgreSQL: ${busy.retries.count} tried again, no device signed out; 503 after ${Math.round(Math.max(...longest))} ms at most`,
  );
});

test("an exhausted connection pool answers 503 while the client still waits, and recovers by itself", async ({
  cluster,
}) => {
  const { browser } = await signUpOverHttp(cluster);
  const [node] = cluster.origins;
  if (!node) throw new Error("no node");
  const blocker = await cluster.connect();
  await blocker.query("begin");
  await blocker.query("select from sessions where id = $1 for update", [sessionIdOf(browser)]);
  const asked = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const { status, headers, setCookies } = await browser.steal().via(node).post("/api/auth/refresh");
      return { told: [status, headers["retry-after"], setCookies], after: performance.now() - asked };
    }),
  );
  await blocker.end();
  expect(answers.map(({ told }) => told)).toEqual(answers.map(() => [503, "2", []]));
  const slowest = Math.max(...answers.map(({ after }) => after));
  logFigures(`an exhausted connection pool: 503 after ${Math.round(slowest)} ms at most`);
  expect(slowest).toBeLessThan(CLIENT_TIMEOUT_MS);
  expect((await retryWhileUnavailable(() => browser.via(node).post("/api/auth/refresh"))).status).toBe(200);
});

test("a rolling restart under load: no session is lost, and every retry succeeds", async ({ cluster }) => {
  test.setTimeout(120_000);
  const busy = await startBackgroundLoad(cluster, 6);
  const longest: number[] = [];
  for (const node of cluster.nodes) {
    await busy.progress();
    const told = performance.now();
    expect(await node.stop("SIGTERM")).toBe(0);
    longest.push(performance.now() - told);
    await busy.progress();
    await node.start();
  }
  await busy.progress();
  await busy.stop();
  expect(Math.max(...longest)).toBeLessThan(10_000);
  logFigures(
    `rolling restart: ${busy.answered} answers, ${busy.retries.count} tried again; a node was gone after ${Math.round(Math.max(...longest))} ms at most`,
  );
});

test("a node that is stopping closes its event streams and opens no new ones", async ({ cluster }) => {
  const { browser } = await signUpOverHttp(cluster);
  const stream = await openEventStream(cluster, browser);
  await stream.next("state");
  const node = cluster.nodes[stream.node - 1];
  const stopped = node?.stop("SIGTERM");
  expect(await stream.next("revoked")).toBeNull();
  const next = await openEventStream(cluster, browser);
  expect(await next.next("state")).not.toBeNull();
  expect(next.node).not.toBe(stream.node);
  expect(await stopped).toBe(0);
  next.close();
  await node?.start();
});

test("a node cut off from NOTIFY still refuses an ended session, and reports its end once reconnected", async ({
  cluster,
}) => {
  const { account, browser: here } = await signUpOverHttp(cluster);
  const there = await signInOverHttp(cluster, account);
  const [first, second] = cluster.nodes;
  if (!first || !second) throw new Error("too few nodes");
  const stream = await openEventStream(second, there);
  await stream.next("state");

  const mend = cutOffListeners(cluster);
  await wait(100);
  expect((await here.via(first).delete(`/api/sessions/${sessionIdOf(there)}`)).status).toBe(204);
  const refused = await there.via(second).post("/api/auth/refresh");
  expect([refused.status, refused.json.details.reason]).toEqual([401, "user"]);
  await mend();
  const mended = performance.now();
  const told = await stream.next("revoked");
  expect(told?.data).toMatchObject({ sessionId: sessionIdOf(there), reason: "user", by: "you" });
  // Sooner than the stream would have polled the database.
  expect((told?.at ?? 0) - mended).toBeLessThan(10_000);
  logFigures(`event after a cut: ${Math.round((told?.at ?? 0) - mended)} ms after it was mended`);
});

test("a device ended on one node goes blank at once in a tab connected to another node", async ({
  cluster,
  page,
  newUser,
  signIn: signInPage,
}) => {
  const account = await newUser("Robin Elsewhere");
  await signInPage(page, account);
  const opened = page.waitForResponse("**/api/session/events");
  await page.goto("/profile");
  const listening = Number((await opened).headers()["x-internal-node"]);
  const here = await signInOverHttp(cluster, account);
  await expect(page.getByText(account.name).first()).toBeVisible();
  const session = await sessionOf(page);
  await waitForNoRequests(page);

  const elsewhere = onNode(cluster, here, listening); // the node after the one that serves the stream
  const asked = performance.now();
  expect((await elsewhere.delete(`/api/sessions/${session.id}`)).status).toBe(204);
  // Only the event stream tells the page so soon: by itself it would ask in minutes.
  await expect(page.locator("html[data-blank]")).toHaveCount(1);
  const took = performance.now() - asked;
  await expect(page.getByText(account.name).filter({ visible: true })).toHaveCount(0);
  logFigures(`blank on another node after ${Math.round(took)} ms`);
});

test("a provider ends a session over one node, and a tab that another node serves knows at once", ({
  cluster,
}) => expectEndByProvider(cluster));

test("a role, a membership, a key and a workspace that one node changes count on the next request to every node", ({
  cluster,
}) => expectOrganizationOnEveryNode(cluster));

test("an open page follows the role that another node has changed, and the end of the membership", ({
  cluster,
  page,
  signIn: signInPage,
}) => expectPageFollowsMembership(cluster, page, signInPage));
