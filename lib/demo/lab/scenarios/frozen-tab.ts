import { LOCK_TIMEOUT_MS } from "@/lib/client/tokens/tab-lock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const frozenTab: Scenario = {
  group: "trouble",
  title: "A frozen tab",
  rule: "The browser freezes a tab in the middle of a refresh. The other tabs wait five seconds for it and go on. When it wakes, its old answer can’t overwrite the newer token.",
  where: { file: "lib/client/tokens/tab-lock.ts", name: "LOCK_TIMEOUT_MS" },
  simulated:
    "Simulated: the tabs and their five seconds. The one that goes on runs the app’s own browser client.",

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    const late = await you.refreshAndFreeze();
    tabs.hangInLock();
    const refreshed = client.forceRefresh().then(
      () => true,
      () => false,
    );
    await clock.pass(LOCK_TIMEOUT_MS);
    const wentOn = tabs.refreshes === 1;
    expect("The other tab goes on without the lock", wentOn);
    if (!wentOn) return;
    expect("It gets the token that the frozen tab was sent", (await refreshed) && you.token === 2);
    await you.refresh();
    late.arrive();
    expect("The late answer overwrites nothing", you.token === 3);
    expect("You’re still signed in", (await you.refresh()).ok);
  },
};
