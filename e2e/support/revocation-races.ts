/** Sessions that are ended while they are used, on several nodes at once. */
import { administrator, signInOverHttp, signUpOverHttp } from "./accounts";
import { onNode, type TestCluster } from "./cluster";
import { HistoryRecorder, type ObservedResponse } from "./history-recorder";
import type { HttpBrowser, HttpResponse } from "./http-browser";
import { expect } from "./http-test";
import { retryWhileUnavailable } from "./retry";

/**
 * Sends refreshes, calls and page requests without a pause to every node, and ends each session meanwhile.
 *
 * @param lane the node to begin with: lanes run at the same time
 * @param turns how often each way to end a session is tried
 * @returns how many sessions were ended, and how many requests used them
 */
export async function raceRevocations(
  cluster: TestCluster,
  { lane, turns }: { lane: number; turns: number },
): Promise<{ races: number; uses: number }> {
  let races = 0;
  let uses = 0;
  const { account, browser, userId } = await signUpOverHttp(cluster);
  const admin = await signInOverHttp(cluster, administrator);
  let here = browser;
  for (let turn = lane; turn < lane + turns; turn += 1) {
    for (const { reason, end } of endings) {
      const there = await signInOverHttp(cluster, account);
      const recorder = new HistoryRecorder(there);
      const tabs = [0, 1, 2].map((at) => onNode(cluster, at === 1 ? there.steal() : there, turn + at));
      const thief = onNode(cluster, there.steal(), turn);
      const using = [
        ...tabs.map((tab) => untilRefused(() => recorder.refresh(tab))),
        untilRefused(() => recorder.call(thief)),
        untilRefused(() => recorder.look(onNode(cluster, there, turn + 1))),
      ];
      await admin.post("/api/auth/refresh");
      const from = { here: onNode(cluster, here, turn + 2), admin: onNode(cluster, admin, turn) };
      await end({ ...from, recorder, userId, account, copy: onNode(cluster, here.steal(), turn) });
      await expectRefusedByAllNodes(cluster, recorder, there, reason);
      uses += (await Promise.all(using)).reduce((sum, times) => sum + times);
      recorder.expectLinearizable();
      races += 1;
      if (reason === "account_disabled") {
        expect((await admin.post(`/api/admin/users/${userId}/enable`)).status).toBe(200);
        here = await signInOverHttp(cluster, account);
      } else expect((await here.post("/api/auth/refresh")).status).toBe(200);
    }
  }
  return { races, uses };
}

/** One session to end, and the callers who can end it. */
interface RevocationRace {
  /** Another device of the same user. */
  here: HttpBrowser;
  /** A stolen copy of that device's tokens, used on another node. */
  copy: HttpBrowser;
  /** Records the requests to the session that is ended. */
  recorder: HistoryRecorder;
  admin: HttpBrowser;
  userId: string;
  account: { email: string; password: string };
}

/**
 * Every way to end a session of another device. A node that has no connection free in time answers 503, which decides
 * nothing: only an end that was acknowledged is promised to hold.
 */
export const endings: { reason: string; end: (race: RevocationRace) => Promise<unknown> }[] = [
  {
    reason: "user",
    end: ({ here, recorder }) =>
      retryWhileUnavailable(() =>
        recorder.end("user", () => here.delete(`/api/sessions/${recorder.sessionId}`)),
      ),
  },
  { reason: "password_changed", end: endByPasswordChange },
  {
    reason: "account_disabled",
    end: ({ admin, recorder, userId }) =>
      retryWhileUnavailable(() =>
        recorder.end("account_disabled", () => admin.post(`/api/admin/users/${userId}/disable`)),
      ),
  },
];

/** The session that changes the password stays alive. A stolen copy of its older token must be refused. */
async function endByPasswordChange({ here, copy, recorder, account }: RevocationRace): Promise<void> {
  const own = new HistoryRecorder(here);
  const newPassword = `another passphrase ${Math.random()}`;
  const change = { currentPassword: account.password, newPassword };
  let acknowledged = false;
  const using = (async () => {
    await own.refresh(copy);
    while (!acknowledged) await own.call(copy);
  })();
  const changed = await recorder.end(
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

/** Sends a request again and again until it is refused. @returns how many requests that took */
async function untilRefused(request: () => Promise<ObservedResponse>): Promise<number> {
  for (let times = 1; times < 2000; times += 1) {
    const answer = await request();
    if (answer?.status === 401 || answer?.json.authenticated === false) return times;
  }
  throw new Error("2000 requests and none was refused");
}

/** No node accepts any credential of the session: refresh token, access token, or a page with its cookies. */
async function expectRefusedByAllNodes(
  cluster: TestCluster,
  recorder: HistoryRecorder,
  there: HttpBrowser,
  reason: string,
): Promise<void> {
  await Promise.all(
    cluster.origins.map(async (node) => {
      const browser = there.steal().via(node);
      const [refreshed, called, looked, page] = [
        await retryWhileUnavailable(() => recorder.refresh(browser)),
        await retryWhileUnavailable(() => recorder.call(browser)),
        await retryWhileUnavailable(() => recorder.look(browser)),
        await browser.visit("/profile"),
      ];
      expect([refreshed.status, refreshed.json.details]).toEqual([401, { reason }]);
      expect([called.status, called.json.details]).toEqual([401, { reason }]);
      expect(looked.json).toMatchObject({ authenticated: false, reason });
      expect([page.status, page.headers.location]).toEqual([
        307,
        expect.stringContaining(`reason=${reason}`),
      ]);
    }),
  );
}
