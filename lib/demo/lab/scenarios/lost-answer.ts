import type { Scenario } from "@/lib/demo/lab/scenario";

export const lostAnswer: Scenario = {
  group: "trouble",
  title: "The answer gets lost",
  rule: "The answer to a refresh never arrives. The browser asks again with the old cookie, and gets the same new one.",
  where: { file: "lib/session/refresh.ts", name: "repeated" },
  simulated: "Simulated: the network that loses the answer.",

  async run({ you, expect }) {
    await you.signIn();
    await you.refresh({ answer: "lost" });
    const again = await you.refresh();
    expect("You get token 2 after all: the one that was lost", again.ok && again.token === 2);
    expect("You’re still signed in", (await you.use()).ok);
  },
};
