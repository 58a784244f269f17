import { expect, test } from "vitest";
import { loadAllMembers } from "./load-all-members";

const PATH = "/api/organizations/o-1/members";

interface Listed {
  user: { id: string; name: string; email: string };
}

const listed = (id: number): Listed => ({
  user: { id: `u-${id}`, name: `N ${id}`, email: `n${id}@example.com` },
});

/** A server with so many members. @returns a call to it, and what was asked for */
function serverWith(count: number, more: Listed[] = []) {
  const asked: string[] = [];
  const all = [...Array.from({ length: count }, (_, id) => listed(id)), ...more];
  return {
    asked,
    async get<T>(path: string): Promise<T> {
      asked.push(path);
      const { searchParams } = new URL(path, "http://app.test");
      const [page, size] = [Number(searchParams.get("page")), Number(searchParams.get("pageSize"))];
      return { members: all.slice((page - 1) * size, page * size) } as T;
    },
  };
}

test.each([
  [0, 1],
  [99, 1],
  [100, 2],
  [250, 3],
])("of %i members every one is loaded, with %i calls", async (count, calls) => {
  const { get, asked } = serverWith(count);
  const { members } = await loadAllMembers(get, PATH);
  expect(members).toHaveLength(count);
  expect(asked).toEqual(
    Array.from({ length: calls }, (_, index) => `${PATH}?page=${index + 1}&pageSize=100`),
  );
});

test("a member who has moved to the next page meanwhile is listed once", async () => {
  const { get } = serverWith(100, [listed(99)]);
  const { members } = await loadAllMembers(get, PATH);
  expect(members).toHaveLength(100);
});

test("a page that fails fails the whole list", async () => {
  const get = async () => Promise.reject(new Error("away"));
  await expect(loadAllMembers(get, PATH)).rejects.toThrow("away");
});
