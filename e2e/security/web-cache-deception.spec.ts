import { signUpOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/http-test";

test("web cache deception: a private path with a file name appended is 404 and no-store", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server, { name: "Canary Birdsong" });
  const folders = ["/dashboard", "/profile", "/profile/security", "/profile/activity", "/admin", "/api/me"];
  const files = ["/x.css", "/x.js", "/nothing.png", "/x", "%2fx.css", "/..%2fx.css", ".css", ";x.css"];
  for (const folder of folders) {
    for (const file of files) {
      const answer = await browser.visit(folder + file, { bearer: browser.accessToken });
      expect([answer.status, folder + file]).toEqual([404, folder + file]);
      expect(answer.text, folder + file).not.toContain("@example.com");
      expect(answer.headers["cache-control"]).toContain("no-store");
    }
  }
});
