import { signUpOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/http-test";

/** Bytes of HTML, with the data for its scripts. The server renders it all for each request, and reads the data once more. */
const LIMITS = {
  "/dashboard": 54_000,
  "/profile": 55_500,
  "/profile/security": 65_000,
  "/organizations": 52_500,
};

test("a signed-in page brings what it shows at first, no text of a dialog, and no picture for shared links", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  for (const [path, limit] of Object.entries(LIMITS)) {
    const { status, text } = await browser.visit(path);
    expect(status, path).toBe(200);
    expect(Buffer.byteLength(text), path).toBeLessThan(limit);
    expect(text, path).not.toMatch(/Sign in to continue|og:image/);
  }
  expect((await browser.visit("/login?add")).text).toContain("og:image"); // demo:line
});
