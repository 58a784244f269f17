import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/other-name";

// A server of its own, because a server warns only once.
test.use({ settings: {} });

test("a page under another loopback name redirects to APP_URL, with its path and query", async ({
  page,
  server,
}) => {
  await page.goto(`http://127.0.0.1:${server.port}/login?returnTo=%2Fprofile`);
  await expect(page).toHaveURL(`${server.origin}/login?returnTo=%2Fprofile`);
});

test("a page under an unknown host name: its form gives the right address, with and without scripts", async ({
  openUnderName,
  newUser,
  server,
}) => {
  const account = await newUser();
  const page = await openUnderName("lan.test");
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toContainText(`Open ${server.origin}`);

  const plain = await openUnderName("lan.test", { javaScriptEnabled: false });
  await plain.goto("/login");
  await submitSignIn(plain, account);
  await expect(plain.getByRole("main")).toContainText(`Latchkey runs at ${server.origin}.`);
  await expect(plain.getByRole("link", { name: server.origin })).toHaveAttribute("href", `${server.origin}/`);

  const warnings = () =>
    server
      .logs()
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.includes("another address than APP_URL"));
  // The log is written independently of the responses.
  await expect.poll(() => warnings().length).toBeGreaterThan(0);
  expect(warnings().map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ openedAs: "http://lan.test", appUrl: server.origin }),
  ]);
});
