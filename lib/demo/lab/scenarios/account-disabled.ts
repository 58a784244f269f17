import type { Scenario } from "@/lib/demo/lab/scenario";

export const accountDisabled: Scenario = {
  group: "ended",
  title: "The account is disabled",
  rule: "An administrator disables the account. Every device is out in the same instant.",
  where: { file: "lib/session/account-management.ts", name: "decideSetDisabled" },
  simulated: "Simulated: the two devices, and the administrator.",

  async run({ you, phone, disableAccount, expect }) {
    await you.signIn();
    await phone.signIn();
    await disableAccount();
    expect("The laptop is out on its next request", (await you.use()).reason === "account_disabled");
    expect("So is the phone", (await phone.refresh()).reason === "account_disabled");
  },
};
