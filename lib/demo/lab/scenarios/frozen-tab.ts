import { LOCK_TIMEOUT_MS } from "@/lib/client/tokens/tab-lock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const frozenTab: Scenario<"frozen-tab"> = {
  group: "trouble",
  where: { file: "lib/client/tokens/tab-lock.ts", name: "LOCK_TIMEOUT_MS" },

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
    expect("otherTabGoesOn", wentOn);
    if (!wentOn) return;
    expect("getsTheSameToken", (await refreshed) && you.token === 2);
    await you.refresh();
    late.arrive();
    expect("overwritesNothing", you.token === 3);
    expect("staysSignedIn", (await you.refresh()).ok);
  },
};
