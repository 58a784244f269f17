import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenLate: Scenario = {
  group: "theft",
  title: "A stolen cookie, used late",
  rule: "A thief uses a token that you have already replaced and moved on from. Two browsers with one token: the session ends for both.",
  where: { file: "lib/session/refresh.ts", name: "reused" },
  simulated: "Simulated: the theft, and the minutes that pass.",

  async run({ you, phone, thief, clock, expect }) {
    await you.signIn();
    await phone.signIn();
    thief.stealsFrom(you);
    await you.refresh();
    await clock.passGrace();
    await you.use();
    await clock.passGrace();
    const caught = await thief.refresh();
    expect("The thief gets nothing", caught.code === "session_revoked");
    const told = await you.use();
    expect("You’re signed out too, and told why", told.reason === "reuse_detected");
    expect("Your phone isn’t: it has a session of its own", (await phone.use()).ok);
  },
};
