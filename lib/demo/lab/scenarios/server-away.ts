import type { Scenario } from "@/lib/demo/lab/scenario";

export const serverAway: Scenario = {
  group: "time",
  title: "The server is away",
  rule: "While the server can’t answer, you stay signed in. Only the server itself can end a session.",
  where: { file: "lib/client/tokens/refresher.ts", name: "isTerminal(error.code)" },
  simulated: "Simulated: the outage. The tab runs the app’s own browser client.",

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open();
    await client.getAccessToken();
    tabs.setServer("away");
    const refreshed = client.forceRefresh().catch(() => undefined);
    await clock.passGrace();
    await refreshed;
    expect("You’re still signed in", client.state.get().status === "signed-in");
    expect("The page knows that the server is away", client.state.get().connection === "reconnecting");
    tabs.setServer("back");
    await clock.passGrace();
    expect("The tab has a new token, without you doing anything", you.token === 3);
    expect("All is well again", client.state.get().connection === "online");
  },
};
