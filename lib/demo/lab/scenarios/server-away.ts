import type { Scenario } from "@/lib/demo/lab/scenario";

export const serverAway: Scenario<"server-away"> = {
  group: "time",
  where: { file: "lib/client/tokens/refresher.ts", name: "isTerminal(error.code)" },

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    await client.getAccessToken();
    tabs.setServer("away");
    const refreshed = client.forceRefresh().catch(() => undefined);
    await clock.passGrace();
    await refreshed;
    expect("staysSignedIn", client.state.get().status === "signed-in");
    expect("pageKnows", client.state.get().connection === "reconnecting");
    tabs.setServer("back");
    await clock.passGrace();
    expect("recoversByItself", you.token === 3);
    expect("allIsWell", client.state.get().connection === "online");
  },
};
