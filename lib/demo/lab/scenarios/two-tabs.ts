import type { Scenario } from "@/lib/demo/lab/scenario";

export const twoTabs: Scenario<"two-tabs"> = {
  group: "trouble",
  where: { file: "lib/session/rotation.ts", name: "isInChain" },

  async run({ you, tabs, expect }) {
    await you.signIn();
    const [first, second] = [await tabs.open({ hasLocks: false }), await tabs.open({ hasLocks: false })];
    const refreshed = await Promise.allSettled([first.client.forceRefresh(), second.client.forceRefresh()]);
    expect("bothAsked", tabs.refreshes === 2);
    expect(
      "bothAnswered",
      refreshed.every(({ status }) => status === "fulfilled"),
    );
    expect("oneNewToken", you.token === 2);
    const states = [first, second].map(({ client }) => client.state.get().status);
    expect(
      "bothSignedIn",
      states.every((status) => status === "signed-in"),
    );
  },
};
