import type { Scenario } from "@/lib/demo/lab/scenario";

export const passwordChanged: Scenario<"password-changed"> = {
  group: "theft",
  where: { file: "lib/session/account/password-change.ts", name: "minGeneration" },

  async run({ you, thief, expect }) {
    await you.signIn();
    thief.stealsFrom(you);
    await thief.use();
    expect("youHaveANewToken", (await you.changePassword()).token === 2);
    expect("cookieIsWorthNothing", (await thief.refresh()).code === "superseded");
    expect("accessTokenIsWorthNothing", (await thief.use()).code === "token_expired");
    await thief.signOut();
    expect("cannotSignYouOut", (await you.use()).ok);
    expect("staysSignedIn", (await you.refresh()).ok);
  },
};
