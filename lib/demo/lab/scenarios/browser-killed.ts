import type { Scenario } from "@/lib/demo/lab/scenario";

export const browserKilled: Scenario<"browser-killed"> = {
  group: "trouble",
  where: { file: "lib/session/rotation.ts", name: "isInChain" },

  async run({ phone, clock, expect }) {
    await phone.signIn();
    const restart = phone.saveCookies();
    await phone.refresh();
    await phone.refresh();
    await clock.passGrace();
    restart();
    const back = await phone.refresh();
    expect("isLetBackIn", back.ok && back.token === 3);
    expect("isSignedIn", (await phone.use()).ok);
    expect("staysSignedIn", (await phone.refresh()).ok);
  },
};
