import type { Scenario } from "@/lib/demo/lab/scenario";

export const networkOff: Scenario<"network-off"> = {
  group: "time",
  where: { file: "lib/session/errors.ts", name: "isTerminal" },

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    await client.getAccessToken();
    tabs.setNetwork("off");
    const refreshed = client.forceRefresh().catch(() => undefined);
    await clock.passGrace();
    await refreshed;
    expect("staysSignedIn", client.state.get().status === "signed-in");
    expect("noTokenLost", you.token === 2);
    tabs.setNetwork("on");
    await clock.passGrace();
    expect("recoversByItself", you.token === 3);
  },
};
