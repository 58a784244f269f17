import type { Scenario } from "@/lib/demo/lab/scenario";

export const networkOff: Scenario = {
  group: "time",
  title: "The network is off",
  rule: "Without a network nobody is signed out. The page waits, tries again, and goes on as soon as it can.",
  where: { file: "lib/session/errors.ts", name: "isTerminal" },
  simulated: "Simulated: the network. The tab runs the app’s own browser client.",

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    await client.getAccessToken();
    tabs.setNetwork("off");
    const refreshed = client.forceRefresh().catch(() => undefined);
    await clock.passGrace();
    await refreshed;
    expect("You’re still signed in", client.state.get().status === "signed-in");
    expect("No token was lost or used up", you.token === 2);
    tabs.setNetwork("on");
    await clock.passGrace();
    expect("The tab has a new token, without you doing anything", you.token === 3);
  },
};
