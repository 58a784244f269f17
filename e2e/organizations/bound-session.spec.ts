import { signInBound } from "@/e2e/support/bound-session";
import { rowOf } from "@/e2e/support/organizations";
import { newOrganization } from "@/e2e/support/organizations-over-http";
import { expect, test } from "@/e2e/support/test";

test("with the cookies of a bound session alone no form gives a member rights; with the password it does", async ({
  page,
  context,
  server,
  newDevice,
}) => {
  const organization = await newOrganization(server, { name: "Harbour" });
  const bob = await organization.addMember("Bob");
  const { account } = organization.owner;
  await signInBound(page, account);

  const plain = await newDevice({ javaScriptEnabled: false });
  await plain.context().addCookies(await context.cookies());
  await plain.goto(`/organizations/${organization.id}/members`);
  const row = rowOf(plain, bob.account.email);
  const choose = async () => {
    await row.getByRole("combobox").selectOption("Admin");
    await row.getByRole("button", { name: "Save the role of Bob" }).click();
  };
  await choose();
  await expect(plain.getByRole("main").getByRole("alert")).toContainText(
    "This needs a confirmation that it’s you",
  );
  await expect(row.getByRole("combobox")).toHaveValue("member");
  await row.getByLabel("Your password").fill(account.password);
  await choose();
  await expect(row.getByRole("combobox")).toHaveValue("admin");
  await expect(plain.getByLabel("Your password")).toHaveCount(0);
});
