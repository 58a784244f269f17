import type { Scenario } from "@/lib/demo/lab/scenario";

export const stolenBound: Scenario<"stolen-bound"> = {
  group: "theft",
  where: { file: "lib/session/device-binding/device-proof.ts", name: "decideProof" },
  needs: "DEVICE_BINDING",

  async run({ you, thief, clock, expect }) {
    await you.signIn({ bound: true });
    thief.stealsFrom(you);
    const first = await thief.refresh();
    expect("thiefGetsNothing", first.code === "device_proof_required");
    expect("youGoOn", (await you.refresh()).ok);
    await clock.passGrace();
    const second = await thief.refresh();
    expect("waitingIsNoHelp", !second.ok);
    expect("staysSignedIn", (await you.refresh()).ok);
  },
};
