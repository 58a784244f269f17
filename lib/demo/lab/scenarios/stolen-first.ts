import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenFirst: Scenario = {
  group: "theft",
  title: "A thief who is always first",
  rule: "The thief refreshes before you each time, so each of yours looks like a lost answer. Two in a row may be bad luck. The third is theft.",
  where: { file: "lib/session/refresh.ts", name: "MAX_LATE_GENERATIONS" },
  simulated: "Simulated: the theft, and the minutes that pass.",

  async run({ you, thief, clock, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    for (const round of ["first", "second"]) {
      await thief.refresh();
      await clock.passGrace();
      const yours = await you.refresh();
      expect(`The ${round} time it passes for a lost answer`, yours.ok);
    }
    await thief.refresh();
    await clock.passGrace();
    expect("The third time the session ends", (await you.refresh()).reason === "reuse_detected");
    expect("For the thief as well", (await thief.refresh()).reason === "reuse_detected");
  },
};
