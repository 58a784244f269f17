import { execFileSync } from "node:child_process";
import { renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "@/db/database";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { tempFolder } from "@/db/testing/temp-folder";
import { makeUser } from "@/lib/session/testing/test-records";
import { openClient } from "./connection";

function openNewFile() {
  const file = path.join(tempFolder(), "test.db");
  const db = openDatabase(`file:${file}`, { root: "/" });
  onTestFinished(() => db.close());
  const signUp = (id: string) =>
    db.changeAccount({ id }, () => ({
      outcome: id,
      changes: [{ kind: "insert-user", user: makeUser(id) }],
      events: [],
    }));
  return { file, db, signUp };
}

const files = (file: string) => [file, `${file}-wal`, `${file}-shm`];

describe("F9: a server whose database file is no longer at its path is unhealthy, and acknowledges no write", () => {
  test("deleted", async () => {
    const { file, db, signUp } = openNewFile();
    await signUp("ada");
    await db.ping();
    for (const each of files(file)) rmSync(each);
    await expect(db.ping()).rejects.toThrow(`The database file ${file} was deleted, moved or replaced`);
    await expect(signUp("grace")).rejects.toThrow(DatabaseUnavailable);
  });

  test("moved, and moved back", async () => {
    const { file, db, signUp } = openNewFile();
    await signUp("ada");
    for (const each of files(file)) renameSync(each, `${each}.moved`);
    await expect(db.ping()).rejects.toThrow(DatabaseUnavailable);
    await expect(signUp("grace")).rejects.toThrow(DatabaseUnavailable);
    for (const each of files(file)) renameSync(`${each}.moved`, each);
    await db.ping();
    await signUp("grace");
  });

  test("replaced by another database", async () => {
    const { file, db } = openNewFile();
    for (const each of files(file)) renameSync(each, `${each}.moved`);
    openClient(file).$client.close();
    await expect(db.ping()).rejects.toThrow(DatabaseUnavailable);
  });
});

test("F9: health writes, so it fails when writes fail because the disk is full", () => {
  const file = path.join(tempFolder(), "test.db");
  openClient(file).$client.close();
  const script = path.join(process.cwd(), "db/testing/ping-on-full-disk.ts");
  // 512-byte blocks in POSIX, 1024 in bash: either is more than the new file and less than the writes need.
  const limited = `ulimit -f 1500 && exec "$0" --import=tsx "${script}" "${file}"`;
  const out = execFileSync("sh", ["-c", limited, process.execPath], { encoding: "utf8" });
  const full = expect.stringMatching(/^DatabaseUnavailable: SQLITE_(FULL|IOERR)/);
  expect(JSON.parse(out)).toEqual({ before: "ok", write: full, after: full });
});

test("a health check writes a page of the file", async () => {
  const { file, db } = openNewFile();
  const walSize = () => statSync(`${file}-wal`).size;
  const before = walSize();
  await db.ping();
  expect(walSize()).toBeGreaterThan(before);
});
