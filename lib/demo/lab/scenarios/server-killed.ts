import type { Scenario } from "@/lib/demo/lab/scenario";

export const serverKilled: Scenario = {
  group: "trouble",
  title: "The server dies in a refresh",
  rule: "Before the commit, nothing has happened: the old token is still the current one. After it, the new token is safe, and you get it when you ask again.",
  where: { file: "db/transaction.ts", name: "createTransaction" },
  simulated:
    "Simulated: the crash. The transaction that it breaks off is a real one, and so is the one it comes too late for.",

  async run({ you, expect }) {
    await you.signIn();
    expect("The database takes everything back", await you.refreshAtDyingServer());
    const before = await you.refresh();
    expect("The old token still works: you get token 2", before.ok && before.token === 2);
    await you.refresh({ answer: "lost" });
    you.note("The server dies after the commit, and starts again");
    const after = await you.refresh();
    expect("The new token is safe: you get token 3", after.ok && after.token === 3);
    expect("You’re still signed in", (await you.use()).ok);
  },
};
