import type { Scenario } from "@/lib/demo/lab/scenario";

export const accountDisabled: Scenario<"account-disabled"> = {
  group: "ended",
  where: { file: "lib/session/admin/account-management.ts", name: "decideSetDisabled" },

  async run({ you, phone, disableAccount, expect }) {
    await you.signIn();
    await phone.signIn();
    await disableAccount();
    expect("laptopIsOut", (await you.use()).reason === "account_disabled");
    expect("phoneIsOut", (await phone.refresh()).reason === "account_disabled");
  },
};
