import { HOUR_MS } from "@/lib/demo/lab/lab-clock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const laptopAsleep: Scenario = {
  group: "trouble",
  title: "The laptop falls asleep",
  rule: "You shut the laptop in the middle of a refresh. Hours later it asks with the old cookie and still gets the new one, as long as that one has never been used.",
  where: { file: "lib/session/refresh.ts", name: "inUse" },
  simulated: "Simulated: the lid, and the hours that pass.",

  async run({ you, clock, expect }) {
    await you.signIn({ rememberMe: true });
    await you.refresh({ answer: "lost" });
    await clock.pass(Math.min(9 * HOUR_MS, clock.rememberedIdleMs / 2));
    const awake = await you.refresh();
    expect("You get token 2, hours late", awake.ok && awake.token === 2);
    expect("You’re still signed in", (await you.use()).ok);
  },
};
