import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as changePassword from "./route";

test("a password manager finds the page where the password is changed, by our own address", async () => {
  install({ APP_URL: "https://sessions.example.com" });
  const answer = await new TestBrowser().get(changePassword, "/.well-known/change-password", {
    headers: { host: "evil.example" },
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("https://sessions.example.com/profile/security");
});
