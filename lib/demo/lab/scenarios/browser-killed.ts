import type { Scenario } from "@/lib/demo/lab/scenario";

export const browserKilled: Scenario = {
  group: "trouble",
  title: "The browser is killed",
  rule: "A phone kills the browser before it has saved its newest cookies. It starts again with an old one, from two tokens ago, and is let back in.",
  where: { file: "lib/session/rotation.ts", name: "isInChain" },
  simulated: "Simulated: the phone that kills its browser, and the seconds that pass.",

  async run({ phone, clock, expect }) {
    await phone.signIn();
    const restart = phone.saveCookies();
    await phone.refresh();
    await phone.refresh();
    await clock.passGrace();
    restart();
    const back = await phone.refresh();
    expect("Your phone gets token 3, though it came with token 1", back.ok && back.token === 3);
    expect("It’s still signed in", (await phone.use()).ok);
    expect("And stays so", (await phone.refresh()).ok);
  },
};
