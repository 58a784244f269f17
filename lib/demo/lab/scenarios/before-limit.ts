import { MINUTE_MS } from "@/lib/demo/lab/lab-clock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const beforeLimit: Scenario<"before-limit"> = {
  group: "time",
  where: { file: "lib/session/session.ts", name: "reachedLimit" },

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    await client.getAccessToken();
    await clock.pass(clock.idleMs - MINUTE_MS);
    expect("pageWarns", client.state.get().expiryWarning?.kind === "idle");
    expect("refreshWorks", (await you.refresh()).ok);
    await clock.pass(MINUTE_MS);
    const over = await you.refresh();
    expect("refreshMovedNothing", over.reason === "idle");
    expect("tabSaysSo", client.state.get().status !== "signed-in");
  },
};
