import type { Scenario } from "@/lib/demo/lab/scenario";

export const serverKilled: Scenario<"server-killed"> = {
  group: "trouble",
  where: { file: "db/transaction.ts", name: "createTransaction" },

  async run({ you, expect }) {
    await you.signIn();
    expect("allTakenBack", await you.refreshAtDyingServer());
    const before = await you.refresh();
    expect("oldTokenWorks", before.ok && before.token === 2);
    await you.refresh({ answer: "lost" });
    you.note("serverRestarts");
    const after = await you.refresh();
    expect("newTokenIsSafe", after.ok && after.token === 3);
    expect("staysSignedIn", (await you.use()).ok);
  },
};
