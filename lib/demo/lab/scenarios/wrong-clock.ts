import { MINUTE_MS } from "@/lib/demo/lab/lab-clock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const wrongClock: Scenario<"wrong-clock"> = {
  group: "trouble",
  where: { file: "lib/client/session/expiry-monitor.ts", name: "heardAt + expires - server" },

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open({ skew: -10 * MINUTE_MS });
    await client.getAccessToken();
    const { refreshes } = tabs;
    await clock.pass(clock.idleMs / 2);
    const { status, expiryWarning } = client.state.get();
    expect("noEarlyWarning", status === "signed-in" && expiryWarning === null);
    expect("oneRefreshAtMost", tabs.refreshes - refreshes <= 1);
    await clock.pass(clock.idleMs / 2 - MINUTE_MS);
    const warning = client.state.get().expiryWarning;
    const msLeft = client.remainingMs();
    expect("warnsInTime", warning !== null);
    expect("countsTheRightMinute", Math.abs(msLeft - MINUTE_MS) < 5_000);
  },
};
