import { describe, expect, test } from "vitest";
import { type ProductName, parseName, replaceName } from "./names";

function named(text: string): ProductName {
  const parsed = parseName(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

const old = named("Gatepost");
const doors = named(" Twin  Doors ");

test("a name has a form for every place", () => {
  expect(doors).toEqual({
    name: "Twin Doors",
    slug: "twin-doors",
    snake: "twin_doors",
    pascal: "TwinDoors",
    camel: "twinDoors",
    keyPrefix: "td_",
  });
});

test.each([
  ["nothing", "  ", "is needed"],
  ["a digit first", "2nd Door", "begins with a letter"],
  ["other signs", "Doors & Co", "letters from A to Z"],
  ["a quotation mark", 'Doors"', "letters from A to Z"],
  ["a path", "../Doors", "letters from A to Z"],
  ["41 characters", "a".repeat(41), "more than 40"],
  ["a reserved word", "Class", "a meaning of its own"],
  ["the name of a folder of npm", "Node Modules", "a meaning of its own"],
])("%s is refused", (_, name, why) => expect(parseName(name)).toContain(why));

test.each([
  ["Gatepost", "gt_"],
  ["Acme", "am_"],
  ["Io", "io_"],
  ["X", "xx_"],
  ["R2 4U", "r4_"],
])("the API keys of %s begin with %s", (name, prefix) => expect(named(name).keyPrefix).toBe(prefix));

describe("every mention is replaced by the form that fits its place", () => {
  test.each([
    ["Gatepost signs you in", "Twin Doors signs you in"],
    ['"name": "gatepost"', '"name": "twin-doors"'],
    ["__Host-gatepost_refresh", "__Host-twin_doors_refresh"],
    ["GATEPOST_E2E_SERVER", "TWIN_DOORS_E2E_SERVER"],
    ["class GatepostClient", "class TwinDoorsClient"],
    ["isGatepost", "isTwinDoors"],
    ["gatepostOrigin", "twinDoorsOrigin"],
    ["data/gatepost.db", "data/twin-doors.db"],
    ["x-gatepost-nonce", "x-twin-doors-nonce"],
  ])("%s", (text, renamed) => {
    expect(replaceName(text, old, doors)).toBe(renamed);
    // And from a name of two words to one of one.
    expect(replaceName(renamed, doors, old)).toBe(text);
  });
});

test("a text without the name stays as it is", () => {
  expect(replaceName("gate post, Gate-Post", old, doors)).toBe("gate post, Gate-Post");
});
