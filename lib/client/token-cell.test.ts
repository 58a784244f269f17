import { expect, test } from "vitest";
import { createTokenCell } from "./token-cell";

const token = { accessToken: "token-1", remaining: 900, life: 1_000 };

test("a token is found by its owner, with what is left of its life", () => {
  let now = 50;
  const cell = createTokenCell(() => now);
  cell.keep("epoch-1 u-ada", token);
  now += 100;
  expect(cell.find("epoch-1 u-ada")).toEqual({ ...token, remaining: 800 });
});

test("nobody else finds it: not after a sign-out, not another user", () => {
  const cell = createTokenCell(() => 0);
  cell.keep("epoch-1 u-ada", token);
  expect(cell.find("epoch-2 u-ada")).toBeNull();
  expect(cell.find("epoch-1 u-grace")).toBeNull();
});

test("nobody finds an expired or dropped one", () => {
  let now = 0;
  const cell = createTokenCell(() => now);
  cell.keep("epoch-1 u-ada", token);
  now = 900;
  expect(cell.find("epoch-1 u-ada")).toBeNull();
  cell.keep("epoch-1 u-ada", token);
  cell.drop();
  expect(cell.find("epoch-1 u-ada")).toBeNull();
});
