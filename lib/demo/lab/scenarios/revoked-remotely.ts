import type { Scenario } from "@/lib/demo/lab/scenario";

export const revokedRemotely: Scenario = {
  group: "ended",
  title: "Signed out from afar",
  rule: "You left the laptop somewhere and end its session from your phone. Its very next request is refused: nothing has to expire first.",
  where: { file: "lib/session/revocation.ts", name: "decideRevoke" },
  simulated: "Simulated: the two devices.",

  async run({ you, phone, expect }) {
    await you.signIn();
    await phone.signIn();
    await you.use();
    expect("Your phone may end it", (await phone.endSessionOf(you)).ok);
    expect("The laptop’s next request is refused, and says why", (await you.use()).reason === "user");
    expect("Its cookie is worth nothing either", (await you.refresh()).reason === "user");
    expect("Your phone stays signed in", (await phone.use()).ok);
  },
};
