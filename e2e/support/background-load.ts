import { expect } from "@playwright/test";
import { signUpOverHttp } from "./accounts";
import { HistoryRecorder } from "./history-recorder";
import { type RetryCount, retryWhileUnavailable } from "./retry";

/** Starts users who refresh their sessions and call the API without a pause until they are stopped. */
export async function startBackgroundLoad(server: { url: string; origin: string }, size: number) {
  const retries: RetryCount = { count: 0 };
  let stopped = false;
  let answered = 0;
  const users = await Promise.all(
    Array.from({ length: size }, async () => {
      const { browser } = await signUpOverHttp(server);
      return { browser, recorder: new HistoryRecorder(browser) };
    }),
  );
  const working = users.map(async ({ browser, recorder }) => {
    for (let turn = 0; !stopped; turn += 1) {
      const answer = await retryWhileUnavailable(
        () => (turn % 3 ? recorder.call(browser) : recorder.refresh(browser)),
        retries,
      );
      expect(answer.status, answer.text).toBe(200);
      answered += 1;
    }
  });
  const ended = Promise.all(working);
  ended.catch(() => {}); // progress() and stop() rethrow the error

  return {
    retries,
    get answered() {
      return answered;
    },
    /** Waits until this many more requests have been answered, over all users. */
    async progress(more = size * 4): Promise<void> {
      const goal = answered + more;
      await Promise.race([
        ended,
        expect.poll(() => answered, { timeout: 30_000, intervals: [20] }).toBeGreaterThan(goal),
      ]);
    },
    async stop(): Promise<void> {
      stopped = true;
      await ended;
      for (const { recorder } of users) recorder.expectLinearizable();
    },
  };
}
