import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenQuietly: Scenario<"stolen-quietly"> = {
  group: "theft",
  where: { file: "lib/session/rotation.ts", name: "lateGenerations" },

  async run({ you, thief, clock, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    for (const claim of ["firstPasses", "secondPasses"] as const) {
      await you.refresh();
      await clock.passGrace();
      const theirs = await thief.refresh();
      expect(claim, theirs.ok);
    }
    await you.refresh();
    await clock.passGrace();
    expect("thirdEndsIt", (await thief.refresh()).reason === "reuse_detected");
    expect("youAreTold", (await you.refresh()).reason === "reuse_detected");
  },
};
