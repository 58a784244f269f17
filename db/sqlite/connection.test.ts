import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test, vi } from "vitest";
import { openDatabase } from "@/db/database";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { tempFolder } from "@/db/testing/temp-folder";
import { databaseFile, openAlone, openClient } from "./connection";

const newFile = () => path.join(tempFolder(), "folder", "test.db");

test("the settings that the rules rely on are on, as read back from the connection", () => {
  const { $client: sqlite } = openClient(newFile());
  const read = (pragma: string) => sqlite.pragma(pragma, { simple: true });
  expect({
    journal: read("journal_mode"),
    synchronous: read("synchronous"), // 2 = FULL
    foreignKeys: read("foreign_keys"),
    busyTimeout: read("busy_timeout"),
    secureDelete: read("secure_delete"), // 2 = FAST
  }).toEqual({ journal: "wal", synchronous: 2, foreignKeys: 1, busyTimeout: 20, secureDelete: 2 });
  sqlite.close();
});

test("a setting that SQLite does not take stops the start", () => {
  const pragma = vi.spyOn(Sqlite.prototype, "pragma").mockImplementation((source) => {
    return source === "synchronous" ? 1 : source === "journal_mode" ? "wal" : 0;
  });
  expect(() => openClient(newFile())).toThrow("SQLite keeps synchronous at 1 instead of FULL");
  pragma.mockRestore();
});

test("no other process can use a file that was opened exclusively, until it is closed", () => {
  const file = newFile();
  openClient(file).$client.close();
  const alone = openAlone(file);
  const look = (other: Sqlite.Database) => other.prepare("select count(*) from users").pluck().get();
  const other = new Sqlite(file, { timeout: 100 });
  expect(() => look(other)).toThrow("database is locked");
  alone.$client.close();
  expect(look(other)).toBe(0);
  expect(() => openAlone(file)).toThrow("database is locked"); // another process can open it again
  other.close();
  openAlone(file).$client.close();
});

test("F13: a file that is no database stops the start", () => {
  const file = path.join(tempFolder(), "test.db");
  writeFileSync(file, "this is a shopping list, and has been for a good hundred characters".repeat(20));
  expect(() => openClient(file)).toThrow(/not a database/);
});

test("only the owner may read the database's files, also if others could before", () => {
  const file = newFile();
  const modes = () =>
    [path.dirname(file), file, `${file}-wal`, `${file}-shm`].map((each) => statSync(each).mode & 0o777);
  const first = openClient(file);
  expect(modes()).toEqual([0o700, 0o600, 0o600, 0o600]);
  for (const each of [file, `${file}-wal`, `${file}-shm`]) chmodSync(each, 0o644);
  const second = openClient(file);
  expect(modes()).toEqual([0o700, 0o600, 0o600, 0o600]);
  first.$client.close();
  second.$client.close();
});

test("a start error names the variable, the file and the engine's words", () => {
  const folder = tempFolder();
  writeFileSync(path.join(folder, "file"), "");
  expect(() => openClient(path.join(folder, "file", "test.db"))).toThrow(/DATABASE_URL: the file .*test\.db/);
  expect(() => openClient(folder)).toThrow(`DATABASE_URL: the file ${folder} cannot be used`);
});

test("opening twice migrates once and keeps the rows", async () => {
  const file = newFile();
  for (let times = 0; times < 2; times += 1) {
    const db = openDatabase(`file:${file}`, { root: "/" });
    expect((await db.searchUsers("", 1, 1)).total).toBe(0);
    await db.close();
  }
});

test("a path is relative to the project's root", () => {
  expect(databaseFile("file:./data/x.db", "/srv/app")).toBe("/srv/app/data/x.db");
  expect(databaseFile("file:x.db", "/srv/app")).toBe("/srv/app/x.db");
  expect(databaseFile("file:/var/x.db", "/srv/app")).toBe("/var/x.db");
  expect(databaseFile("file:///var/x.db", "/srv/app")).toBe("/var/x.db");
  expect(() => databaseFile("mysql://localhost", "/")).toThrow("DATABASE_URL");
});

test("F5: a database locked by another process for too long is unavailable, and available again afterwards", async () => {
  const file = newFile();
  const db = openDatabase(`file:${file}`, { root: "/" });
  const other = new Sqlite(file);
  other.exec("begin immediate");
  await expect(db.ping()).rejects.toThrow(DatabaseUnavailable);
  other.exec("rollback");
  await db.ping();
  other.close();
  await db.close();
});

describe("versions with a known corruption bug", () => {
  const manifestOf = (name: string) => {
    const file = path.join(process.cwd(), "node_modules", name, "package.json");
    return JSON.parse(readFileSync(file, "utf8")) as { version: string };
  };
  const asNumbers = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number);

  function isAtLeast(version: string, floor: string): boolean {
    const [found, least] = [asNumbers(version), asNumbers(floor)];
    const difference = least.map((part, at) => (found[at] ?? 0) - part).find((delta) => delta !== 0) ?? 0;
    return difference >= 0;
  }

  test.each([
    ["next", "16.4.6"],
    ["react", "19.3.1"],
    ["react-dom", "19.3.1"],
    ["drizzle-orm", "0.45.2"],
  ])("%s is %s or later", (name, floor) => {
    expect(isAtLeast(manifestOf(name).version, floor)).toBe(true);
  });

  test("SQLite is 3.51.3 or later, and an older one stops the start", () => {
    const sqlite = new Sqlite(":memory:");
    const version = String(sqlite.prepare("select sqlite_version()").pluck().get());
    expect(isAtLeast(version, "3.51.3")).toBe(true);
    sqlite.close();

    const prepare = vi.spyOn(Sqlite.prototype, "prepare");
    for (const old of ["3.51.2", "3.50.9", "2.99.99", "3.51"]) {
      prepare.mockReturnValueOnce({ pluck: () => ({ get: () => old }) } as never);
      expect(() => openClient(newFile())).toThrow(`SQLite ${old} is too old`);
    }
    prepare.mockRestore();
  });

  test("versions are compared number by number", () => {
    expect(isAtLeast("16.4.5", "16.4.6")).toBe(false);
    expect(isAtLeast("16.10.0", "16.4.6")).toBe(true);
    expect(isAtLeast("17.0.0", "16.4.6")).toBe(true);
  });
});
