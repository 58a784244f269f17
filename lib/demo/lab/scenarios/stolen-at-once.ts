import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenAtOnce: Scenario<"stolen-at-once"> = {
  group: "theft",
  where: { file: "lib/session/refresh.ts", name: "inUse" },

  async run({ you, thief, clock, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    await thief.refresh();
    await clock.passGrace();
    expect("thiefIsIn", (await thief.use()).ok);
    await clock.passGrace();
    const yours = await you.refresh();
    expect("yourRefreshEndsIt", yours.reason === "reuse_detected");
    expect("thiefIsOut", (await thief.use()).reason === "reuse_detected");
  },
};
