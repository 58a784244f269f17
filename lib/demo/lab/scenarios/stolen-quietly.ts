import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenQuietly: Scenario = {
  group: "theft",
  title: "A thief who keeps quiet",
  rule: "The thief never goes first and hides behind you, as if answers got lost. That works twice in a row. Only one who is never more than a few seconds behind you stays unseen, which is what the next card is for.",
  where: { file: "lib/session/rotation.ts", name: "lateGenerations" },
  simulated: "Simulated: the theft, and the minutes that pass.",

  async run({ you, thief, clock, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    for (const round of ["first", "second"]) {
      await you.refresh();
      await clock.passGrace();
      const theirs = await thief.refresh();
      expect(`The ${round} time it passes for a lost answer`, theirs.ok);
    }
    await you.refresh();
    await clock.passGrace();
    expect("The third time the session ends", (await thief.refresh()).reason === "reuse_detected");
    expect("You’re told why", (await you.refresh()).reason === "reuse_detected");
  },
};
