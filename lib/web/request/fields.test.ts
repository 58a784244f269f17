import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { searchUsers } from "@/lib/server/admin/admin";
import { onEveryEngine } from "@/lib/server/testing/installation";
import { pageInAddress } from "./fields";

test.each([
  [undefined, 1],
  ["1", 1],
  ["20", 20],
  ["999999", 999_999],
  ["0", 1],
  ["-1", 1],
  ["2x", 1],
  ["1e3", 1],
  ["9999999", 1],
  ["99999999999999999999", 1],
  [["2", "3"], 1],
])("the page of a list in an address, %o, is page %i", (text, page) => {
  expect(pageInAddress.parse(text)).toBe(page);
});

onEveryEngine((install) => {
  test("the last page that an address may name is one that the database can look for", async () => {
    await install();
    const page = pageInAddress.parse("999999");
    expect(await searchUsers({ query: "", page, pageSize: 100 })).toMatchObject({ users: [], total: 0 });
  });
});

test("no page of the app reads a number of its address by itself", () => {
  const files = globSync("app/**/page.tsx").filter((file) =>
    /parseInt|Number\(/.test(readFileSync(file, "utf8")),
  );
  expect(files).toEqual([]);
});
