import type { Scenario } from "@/lib/demo/lab/scenario";

export const passwordChanged: Scenario = {
  group: "theft",
  title: "The password changes under a thief",
  rule: "You change your password. From then on every older token is worth nothing, at any time and for anything. It can’t even sign you out.",
  where: { file: "lib/session/password-change.ts", name: "minGeneration" },
  simulated: "Simulated: the theft.",

  async run({ you, thief, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    await thief.use();
    expect("You have a new token", (await you.changePassword()).token === 2);
    expect("The thief’s cookie gets nothing", (await thief.refresh()).code === "superseded");
    expect("Nor does the access token", (await thief.use()).code === "token_expired");
    await thief.signOut();
    expect("The thief can’t sign you out", (await you.use()).ok);
    expect("You’re still signed in", (await you.refresh()).ok);
  },
};
