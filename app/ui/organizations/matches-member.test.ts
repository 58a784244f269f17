import { expect, test } from "vitest";
import { matchesMember } from "./matches-member";

const ada = { name: "Ada Harbour", email: "ada@quay.example" };

test.each(["", "  ", "ada", "HARBOUR", "harbour ada", "quay.ex", " ada  quay "])(
  "“%s” finds Ada",
  (search) => {
    expect(matchesMember(ada, search)).toBe(true);
  },
);

test.each(["bob", "ada bob", "adaharbour"])("“%s” does not find her", (search) => {
  expect(matchesMember(ada, search)).toBe(false);
});
