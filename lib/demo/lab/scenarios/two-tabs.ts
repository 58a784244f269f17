import type { Scenario } from "@/lib/demo/lab/scenario";

export const twoTabs: Scenario = {
  group: "trouble",
  title: "Two tabs race",
  rule: "Two tabs refresh at the same moment with the same cookie. One of them makes the new token, and both get it.",
  where: { file: "lib/session/rotation.ts", name: "isInChain" },
  simulated:
    "Simulated: the two tabs. They run the app’s own browser client, without the lock that usually keeps them apart.",

  async run({ you, tabs, expect }) {
    await you.signIn();
    const [first, second] = [await tabs.open({ hasLocks: false }), await tabs.open({ hasLocks: false })];
    const refreshed = await Promise.allSettled([first.client.forceRefresh(), second.client.forceRefresh()]);
    expect("Both tabs have asked", tabs.refreshes === 2);
    expect(
      "Both tabs have an answer",
      refreshed.every(({ status }) => status === "fulfilled"),
    );
    expect("There is one new token, not two", you.token === 2);
    const states = [first, second].map(({ client }) => client.state.get().status);
    expect(
      "Both tabs stay signed in",
      states.every((status) => status === "signed-in"),
    );
  },
};
