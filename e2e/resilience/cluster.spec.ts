import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { startBackgroundLoad } from "@/e2e/support/background-load";
import { expectSoundTokenChains, type TestCluster, test } from "@/e2e/support/cluster";
import { openEventStream } from "@/e2e/support/event-stream";
import { HistoryRecorder, type ObservedResponse, sessionIdOf } from "@/e2e/support/history-recorder";
import type { HttpBrowser, HttpResponse } from "@/e2e/support/http-browser";
import { expect } from "@/e2e/support/http-test";
import { type RetryCount, retryWhileUnavailable } from "@/e2e/support/retry";

/** One after the other: they share three nodes, and break them. */
test.describe.configure({ mode: "default" });

/** `npm run cluster -- --drill` */
const full = process.env.CLUSTER === "full";
const ROUNDS = full ? 200 : 4;
const AT_ONCE = 200;
/** A multiple of the lanes they run in and the ways to end a session. */
const RACES = full ? 2007 : 18;
const LANES = 3;
const KILLS = full ? 30 : 3;
const OUTAGES = full ? 6 : 2;

const figures = (line: string) => full && console.log(line);

/** The same browser, its requests spread over the nodes. */
const over = ({ origins, url }: TestCluster, browser: HttpBrowser, turn: number): HttpBrowser =>
  browser.via(origins[turn % origins.length] ?? { url });

test.afterEach(async ({ cluster }) => {
  // Whatever a story has broken is whole again for the next.
  await expect.poll(() => health(cluster), { timeout: 20_000 }).toEqual([200, 200, 200]);
  await expectSoundTokenChains(cluster);
});

const health = ({ origins }: TestCluster): Promise<number[]> =>
  Promise.all(
    origins.map(({ url }) =>
      fetch(`${url}/api/health`).then(
        (answer) => answer.status,
        () => 0,
      ),
    ),
  );

test(`${AT_ONCE} refreshes of one token at once, over three nodes: one successor, nobody out`, async ({
  cluster,
}) => {
  test.setTimeout(60_000 + ROUNDS * 10_000);
  const { browser } = await signUpOverHttp(cluster);
  const retries: RetryCount = { count: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const witness = new HistoryRecorder(browser);
    const before = witness.held(browser);
    const tabs = Array.from({ length: AT_ONCE }, (_, at) => over(cluster, browser.steal(), at));
    await Promise.all(tabs.map((tab) => retryWhileUnavailable(() => witness.refresh(tab), retries)));
    const after = tabs.map((tab) => witness.held(tab));
    expect(new Set(after.map(({ token }) => token)).size).toBe(1);
    expect(after[0]?.generation).toBe(before.generation + 1);
    witness.expectLinearizable();
    await witness.refresh(browser); // goes on from the same successor
    expect(witness.held(browser)).toEqual(after[0]);
  }
  figures(
    `${ROUNDS} rounds of ${AT_ONCE} refreshes of one token: one successor each; ${retries.count} tried again`,
  );
});

/** A way to end what `there` has, asked for by somebody else. */
interface Cast {
  here: HttpBrowser;
  /** Somebody's copy of it, on another node. */
  copy: HttpBrowser;
  /** Of what is ended. */
  witness: HistoryRecorder;
  admin: HttpBrowser;
  userId: string;
  account: { email: string; password: string };
}

const endings: { reason: string; end: (cast: Cast) => Promise<unknown> }[] = [
  {
    reason: "user",
    end: ({ here, witness }) => witness.end("user", () => here.delete(`/api/sessions/${witness.sessionId}`)),
  },
  { reason: "password_changed", end: endByPasswordChange },
  {
    reason: "account_disabled",
    end: ({ admin, witness, userId }) =>
      witness.end("account_disabled", () => admin.post(`/api/admin/users/${userId}/disable`)),
  },
];

/** Of the session the password is changed in, too, somebody holds an older token, and uses it. */
async function endByPasswordChange({ here, copy, witness, account }: Cast): Promise<void> {
  const own = new HistoryRecorder(here);
  const newPassword = `another passphrase ${Math.random()}`;
  const change = { currentPassword: account.password, newPassword };
  let acknowledged = false;
  const using = (async () => {
    await own.refresh(copy);
    while (!acknowledged) await own.call(copy);
  })();
  const changed = await witness.end(
    "password_changed",
    async () => (await own.changePassword(here, change)) as HttpResponse,
  );
  expect(changed?.status).toBe(200);
  acknowledged = true;
  account.password = newPassword;
  await using;
  expect((await own.refresh(copy))?.json.error).toBe("superseded");
  expect((await own.call(copy))?.json.error).toBe("token_expired");
  expect((await own.look(copy))?.json.authenticated).toBe(false);
  own.expectLinearizable();
}

test("refresh against revocation, password change and disabling: nothing lives after its acknowledgement", async ({
  cluster,
}) => {
  test.setTimeout(60_000 + RACES * 2000);
  let races = 0;
  let uses = 0;
  await Promise.all(Array.from({ length: LANES }, (_, lane) => raceOn(lane)));
  figures(`${races} races of refreshes against an end, ${uses} requests in them: none served after it`);

  async function raceOn(lane: number): Promise<void> {
    const { account, browser, userId } = await signUpOverHttp(cluster);
    const admin = await signInOverHttp(cluster, administrator);
    let here = browser;
    for (let turn = lane; turn < lane + RACES / LANES / endings.length; turn += 1) {
      for (const { reason, end } of endings) {
        const there = await signInOverHttp(cluster, account);
        const witness = new HistoryRecorder(there);
        const tabs = [0, 1, 2].map((at) => over(cluster, at === 1 ? there.steal() : there, turn + at));
        const thief = over(cluster, there.steal(), turn);
        const using = [
          ...tabs.map((tab) => untilRefused(() => witness.refresh(tab))),
          untilRefused(() => witness.call(thief)),
          untilRefused(() => witness.look(over(cluster, there, turn + 1))),
        ];
        await admin.post("/api/auth/refresh");
        const from = { here: over(cluster, here, turn + 2), admin: over(cluster, admin, turn) };
        await end({ ...from, witness, userId, account, copy: over(cluster, here.steal(), turn) });
        await expectGone(cluster, witness, there, reason);
        uses += (await Promise.all(using)).reduce((sum, times) => sum + times);
        witness.expectLinearizable();
        races += 1;
        if (reason === "account_disabled") {
          expect((await admin.post(`/api/admin/users/${userId}/enable`)).status).toBe(200);
          here = await signInOverHttp(cluster, account);
        } else expect((await here.post("/api/auth/refresh")).status).toBe(200);
      }
    }
  }
});

/** @returns how many requests that took */
async function untilRefused(request: () => Promise<ObservedResponse>): Promise<number> {
  for (let times = 1; times < 2000; times += 1) {
    const answer = await request();
    if (answer?.status === 401 || answer?.json.authenticated === false) return times;
  }
  throw new Error("used for ever");
}

/** On no node, whatever is presented. */
async function expectGone(
  cluster: TestCluster,
  witness: HistoryRecorder,
  there: HttpBrowser,
  reason: string,
): Promise<void> {
  await Promise.all(
    cluster.origins.map(async (node) => {
      const browser = there.steal().via(node);
      const [refreshed, called, looked, page] = [
        await witness.refresh(browser),
        await witness.call(browser),
        await witness.look(browser),
        await browser.visit("/profile"),
      ];
      expect([refreshed?.status, refreshed?.json.details]).toEqual([401, { reason }]);
      expect([called?.status, called?.json.details]).toEqual([401, { reason }]);
      expect(looked?.json).toMatchObject({ authenticated: false, reason });
      expect([page.status, page.headers.location]).toEqual([
        307,
        expect.stringContaining(`reason=${reason}`),
      ]);
    }),
  );
}

test("nodes killed in the middle of refreshes, again and again: nothing is lost, nothing doubled", async ({
  cluster,
}) => {
  test.setTimeout(60_000 + KILLS * 15_000);
  const busy = await startBackgroundLoad(cluster, 6);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await busy.progress();
    const node = cluster.nodes[kill % cluster.nodes.length];
    await node?.stop("SIGKILL");
    await busy.progress(); // the others do it
    await node?.start();
  }
  await busy.progress();
  await busy.stop();
  figures(
    `${KILLS} kills: ${busy.answered} answers to 6 people, ${busy.retries.count} tried again, nobody out`,
  );
  expect(busy.retries.count).toBeGreaterThan(0);
});

test("PostgreSQL stopped, killed and started: 503, cookies as they were, and everybody goes on by themselves", async ({
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
          there.post("/api/auth/login", {
            email: "ada@example.com",
            password: "correct horse battery staple",
          }),
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
  figures(
    `${OUTAGES} outages of PostgreSQL: ${busy.retries.count} tried again, nobody out; 503 after ${Math.round(Math.max(...longest))} ms at most`,
  );
});

test("a pool that is used up: 503 within five seconds, and well again by itself", async ({ cluster }) => {
  const { browser } = await signUpOverHttp(cluster);
  const [node] = cluster.origins;
  if (!node) throw new Error("no node");
  const inTheWay = await cluster.connect();
  await inTheWay.query("begin");
  await inTheWay.query("select from sessions where id = $1 for update", [sessionIdOf(browser)]);
  const asked = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const { status, headers, setCookies } = await browser.steal().via(node).post("/api/auth/refresh");
      return { told: [status, headers["retry-after"], setCookies], after: performance.now() - asked };
    }),
  );
  await inTheWay.end();
  expect(answers.map(({ told }) => told)).toEqual(answers.map(() => [503, "2", []]));
  const slowest = Math.max(...answers.map(({ after }) => after));
  figures(`a pool that is used up: 503 after ${Math.round(slowest)} ms at most`);
  expect(slowest).toBeLessThan(5500);
  expect((await retryWhileUnavailable(() => browser.via(node).post("/api/auth/refresh"))).status).toBe(200);
});

test("a rolling restart under load: no session lost, no error for who tries again, nothing cut off", async ({
  cluster,
}) => {
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
  figures(
    `rolling restart: ${busy.answered} answers, ${busy.retries.count} tried again; a node was gone after ${Math.round(Math.max(...longest))} ms at most`,
  );
});

test("a node told to stop hands its streams over, and opens no other", async ({ cluster }) => {
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

test("cut off from the news, a node refuses what has ended all the same, and tells it when it hears again", async ({
  cluster,
}) => {
  const { account, browser: here } = await signUpOverHttp(cluster);
  const there = await signInOverHttp(cluster, account);
  const [first, second] = cluster.nodes;
  if (!first || !second) throw new Error("too few nodes");
  const stream = await openEventStream(second, there);
  await stream.next("state");

  const cut = () =>
    cluster.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey listener'",
    );
  let deaf = true;
  const keepCutting = (async () => {
    while (deaf) {
      await cut();
      await wait(5);
    }
  })();
  await wait(100);
  expect((await here.via(first).delete(`/api/sessions/${sessionIdOf(there)}`)).status).toBe(204);
  const refused = await there.via(second).post("/api/auth/refresh");
  expect([refused.status, refused.json.details.reason]).toEqual([401, "user"]);
  deaf = false;
  await keepCutting;
  const mended = performance.now();
  const told = await stream.next("revoked");
  expect(told?.data).toMatchObject({ sessionId: sessionIdOf(there), reason: "user", by: "you" });
  // Sooner than the stream would have looked by itself.
  expect((told?.at ?? 0) - mended).toBeLessThan(10_000);
  figures(`news after a cut: ${Math.round((told?.at ?? 0) - mended)} ms after it was mended`);
});

test("a device ended on one node is blank within a second in the tab that listens to another", async ({
  cluster,
  page,
  newUser,
  signIn: signInPage,
}) => {
  const account = await newUser("Robin Elsewhere");
  await signInPage(page, account);
  const opened = page.waitForResponse("**/api/session/events");
  await page.goto("/profile");
  const listening = Number((await opened).headers()["x-latchkey-node"]);
  const here = await signInOverHttp(cluster, account);
  await expect(page.getByText(account.name).first()).toBeVisible();
  const { session } = await (await page.request.get("/api/session")).json();
  await untilQuiet(page);

  const elsewhere = over(cluster, here, listening); // the node after the one that listens
  const asked = performance.now();
  expect((await elsewhere.delete(`/api/sessions/${session.id}`)).status).toBe(204);
  await expect(page.locator("html[data-blank]")).toHaveCount(1, { timeout: 5000 });
  const took = performance.now() - asked;
  await expect(page.getByText(account.name).filter({ visible: true })).toHaveCount(0);
  figures(`blank on another node after ${Math.round(took)} ms`);
  expect(took).toBeLessThan(1000);
});

/** Until the page asks for nothing: then it can hear of things by its stream only. */
async function untilQuiet(page: Page): Promise<void> {
  let asked = performance.now();
  page.on("request", () => {
    asked = performance.now();
  });
  await expect.poll(() => performance.now() - asked, { timeout: 20_000 }).toBeGreaterThan(1000);
}
