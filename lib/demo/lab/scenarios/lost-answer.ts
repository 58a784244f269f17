import type { Scenario } from "@/lib/demo/lab/scenario";

export const lostAnswer: Scenario<"lost-answer"> = {
  group: "trouble",
  where: { file: "lib/session/refresh.ts", name: "repeated" },

  async run({ you, expect }) {
    await you.signIn();
    await you.refresh({ answer: "lost" });
    const again = await you.refresh();
    expect("getsTheLostToken", again.ok && again.token === 2);
    expect("staysSignedIn", (await you.use()).ok);
  },
};
