import { HOUR_MS } from "@/lib/demo/lab/lab-clock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const laptopAsleep: Scenario<"laptop-asleep"> = {
  group: "trouble",
  where: { file: "lib/session/refresh.ts", name: "inUse" },

  async run({ you, clock, expect }) {
    await you.signIn({ rememberMe: true });
    await you.refresh({ answer: "lost" });
    await clock.pass(Math.min(9 * HOUR_MS, clock.rememberedIdleMs / 2));
    const awake = await you.refresh();
    expect("getsTokenLate", awake.ok && awake.token === 2);
    expect("staysSignedIn", (await you.use()).ok);
  },
};
