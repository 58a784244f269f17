import path from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { tempFolder } from "@/db/testing/temp-folder";
import { makeUser } from "@/lib/session/testing/test-records";
import { type Client, openClient } from "./connection";
import { createGroupCommit } from "./group-commit";
import { users } from "./schema";

let client: Client;
let elsewhere: Client;
let commit: ReturnType<typeof createGroupCommit>;

beforeEach(() => {
  const file = path.join(tempFolder(), "test.db");
  client = openClient(file);
  elsewhere = openClient(file);
  commit = createGroupCommit(client, { limitMs: 200, verifyFile: () => {} });
});

afterEach(() => {
  client.$client.close();
  elsewhere.$client.close();
});

function insert(id: string): string {
  client.insert(users).values(makeUser(id)).run();
  return id;
}

/** Reads the file as another process does: only committed rows. */
function found(): string[] {
  return elsewhere
    .select({ id: users.id })
    .from(users)
    .orderBy(users.id)
    .all()
    .map(({ id }) => id);
}

test("decisions made at the same moment share one commit, in their order", async () => {
  const seen: string[][] = [];
  const both = [
    commit(() => insert("ada")),
    commit(() => {
      seen.push(
        found(),
        client
          .select()
          .from(users)
          .where(eq(users.id, "ada"))
          .all()
          .map(({ id }) => id),
      );
      return insert("grace");
    }),
  ];
  expect(await Promise.all(both)).toEqual(["ada", "grace"]);
  expect(seen).toEqual([[], ["ada"]]);
  expect(found()).toEqual(["ada", "grace"]);
});

test("a decision that throws is rolled back alone; the others of its group are committed", async () => {
  const results = await Promise.allSettled([
    commit(() => insert("ada")),
    commit(() => {
      insert("grace");
      throw new Error("a bug");
    }),
    commit(() => insert("linus")),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(found()).toEqual(["ada", "linus"]);
});

test("a decision that is alone and throws is rolled back, and the next one is committed", async () => {
  const failed = commit(() => {
    insert("ada");
    throw new Error("a bug");
  });
  await expect(failed).rejects.toThrow("a bug");
  expect(found()).toEqual([]);
  await expect(commit(() => insert("grace"))).resolves.toBe("grace");
  expect(found()).toEqual(["grace"]);
});

test("when the database fails in the middle of a group, none of its decisions is committed", async () => {
  client.$client.pragma(`max_page_count = ${client.$client.pragma("page_count", { simple: true })}`);
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, at) => commit(() => insert(`user-${at}`.padEnd(500, "-")))),
  );
  for (const result of results) {
    expect(result).toMatchObject({ status: "rejected", reason: expect.any(DatabaseUnavailable) });
  }
  expect(found()).toEqual([]);
});

test("the next decision after a failure is committed", async () => {
  elsewhere.$client.exec("begin immediate");
  await expect(commit(() => insert("ada"))).rejects.toThrow(DatabaseUnavailable);
  elsewhere.$client.exec("commit");
  await expect(commit(() => insert("ada"))).resolves.toBe("ada");
});

test("while another process holds the write lock, the event loop is free, and the write follows", async () => {
  commit = createGroupCommit(client, { limitMs: 5000, verifyFile: () => {} });
  elsewhere.$client.exec("begin immediate");
  const written = commit(() => insert("ada"));
  let longestGapMs = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
    longestGapMs = Math.max(longestGapMs, performance.now() - before);
  }
  expect(longestGapMs).toBeLessThan(500); // a wait inside SQLite would block for seconds
  elsewhere.$client.exec("commit");
  await expect(written).resolves.toBe("ada");
});
