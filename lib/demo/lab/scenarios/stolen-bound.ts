import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenBound: Scenario = {
  group: "theft",
  title: "Stolen, but bound to the device",
  rule: "The session is bound to a key that never leaves your device. The copied cookie is worth nothing without it, and you notice nothing but a line in your activity.",
  where: { file: "lib/session/device-proof.ts", name: "decideProof" },
  simulated: "Simulated: the theft. The key is a real one, and each proof is checked.",
  needs: "DEVICE_BINDING",

  async run({ you, thief, clock, expect }) {
    await you.signIn({ bound: true });
    thief.stealsFrom(you);
    const first = await thief.refresh();
    expect("The thief gets nothing, though the token is right", first.code === "device_proof_required");
    expect("You go on", (await you.refresh()).ok);
    await clock.passGrace();
    const second = await thief.refresh();
    expect("Waiting doesn’t help", !second.ok);
    expect("You’re still signed in", (await you.refresh()).ok);
  },
};
