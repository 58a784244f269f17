import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenFirst: Scenario<"stolen-first"> = {
  group: "theft",
  where: { file: "lib/session/refresh.ts", name: "MAX_LATE_GENERATIONS" },

  async run({ you, thief, clock, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    for (const claim of ["firstPasses", "secondPasses"] as const) {
      await thief.refresh();
      await clock.passGrace();
      const yours = await you.refresh();
      expect(claim, yours.ok);
    }
    await thief.refresh();
    await clock.passGrace();
    expect("thirdEndsIt", (await you.refresh()).reason === "reuse_detected");
    expect("thiefIsOut", (await thief.refresh()).reason === "reuse_detected");
  },
};
