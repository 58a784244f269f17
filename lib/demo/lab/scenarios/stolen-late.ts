import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenLate: Scenario<"stolen-late"> = {
  group: "theft",
  where: { file: "lib/session/refresh.ts", name: "reused" },

  async run({ you, phone, thief, clock, expect }) {
    await you.signIn();
    await phone.signIn();
    thief.stealsFrom(you);
    await you.refresh();
    await clock.passGrace();
    await you.use();
    await clock.passGrace();
    const caught = await thief.refresh();
    expect("thiefGetsNothing", caught.code === "session_revoked");
    const told = await you.use();
    expect("youAreTold", told.reason === "reuse_detected");
    expect("phoneStaysIn", (await phone.use()).ok);
  },
};
