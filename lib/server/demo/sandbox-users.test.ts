import { expect, test } from "vitest";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { install } from "@/lib/server/testing/installation";
import { sweepSandboxUsers } from "./sandbox-users";

test("a sweep that fails is reported, and nothing is thrown; an unavailable database is not an error", async () => {
  const app = install();
  app.db.deleteSandboxUsers = async () => {
    throw new Error("unexpected");
  };
  await sweepSandboxUsers();
  expect(app.logged.at(-1)).toContain("sweep failed");
  app.db.deleteSandboxUsers = async () => {
    throw new DatabaseUnavailable("SQLITE_BUSY");
  };
  await sweepSandboxUsers();
  expect(app.logged.at(-1)).toContain("throw-away users not swept");
});
