import { MINUTE_MS } from "@/lib/demo/lab/lab-clock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const beforeLimit: Scenario = {
  group: "time",
  title: "One minute before the limit",
  rule: "Without any input the session ends. The page warns you first, and a background refresh doesn’t count as you being there.",
  where: { file: "lib/session/session.ts", name: "reachedLimit" },
  simulated: "Simulated: the minutes that pass.",

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    await client.getAccessToken();
    await clock.pass(clock.idleMs - MINUTE_MS);
    expect("The page warns you", client.state.get().expiryWarning?.kind === "idle");
    expect("A background refresh still works", (await you.refresh()).ok);
    await clock.pass(MINUTE_MS);
    const over = await you.refresh();
    expect("But it moved nothing: the session is over", over.reason === "idle");
    expect("The tab says so", client.state.get().status !== "signed-in");
  },
};
