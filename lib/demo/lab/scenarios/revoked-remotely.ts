import type { Scenario } from "@/lib/demo/lab/scenario";

export const revokedRemotely: Scenario<"revoked-remotely"> = {
  group: "ended",
  where: { file: "lib/session/revocation.ts", name: "decideRevoke" },

  async run({ you, phone, expect }) {
    await you.signIn();
    await phone.signIn();
    await you.use();
    expect("phoneMayEndIt", (await phone.endSessionOf(you)).ok);
    expect("laptopIsTold", (await you.use()).reason === "user");
    expect("cookieIsWorthNothing", (await you.refresh()).reason === "user");
    expect("phoneStaysIn", (await phone.use()).ok);
  },
};
