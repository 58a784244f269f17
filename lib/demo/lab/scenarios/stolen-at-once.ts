import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenAtOnce: Scenario = {
  group: "theft",
  title: "A stolen cookie, used at once",
  rule: "The thief is faster than you and uses the copy right away. Your own next refresh gives both away.",
  where: { file: "lib/session/refresh.ts", name: "inUse" },
  simulated: "Simulated: the theft, and the minutes that pass.",

  async run({ you, thief, clock, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    await thief.refresh();
    await clock.passGrace();
    expect("For now the thief is in", (await thief.use()).ok);
    await clock.passGrace();
    const yours = await you.refresh();
    expect("Your next refresh ends the session", yours.reason === "reuse_detected");
    expect("The thief is out on the very next request", (await thief.use()).reason === "reuse_detected");
  },
};
