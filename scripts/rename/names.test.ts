import { describe, expect, test } from "vitest";
import { type ProductName, parseName, replaceName } from "./names";

function named(text: string): ProductName {
  const parsed = parseName(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

const old = named("Gatepost");
const acme = named(" Acme  Passport ");

test("a name has a form for every place", () => {
  expect(acme).toEqual({
    name: "Acme Passport",
    slug: "acme-passport",
    snake: "acme_passport",
    pascal: "AcmePassport",
    camel: "acmePassport",
  });
});

test.each([
  ["nothing", "  ", "is needed"],
  ["a digit first", "2nd Door", "begins with a letter"],
  ["other signs", "Acme & Co", "letters from A to Z"],
  ["a quotation mark", 'Acme"', "letters from A to Z"],
  ["a path", "../Acme", "letters from A to Z"],
  ["41 characters", "a".repeat(41), "more than 40"],
  ["a reserved word", "Class", "a meaning of its own"],
  ["the name of a folder of npm", "Node Modules", "a meaning of its own"],
])("%s is refused", (_, name, why) => expect(parseName(name)).toContain(why));

describe("every mention is replaced by the form that fits its place", () => {
  test.each([
    ["Gatepost signs you in", "Acme Passport signs you in"],
    ['"name": "gatepost"', '"name": "acme-passport"'],
    ["__Host-gatepost_refresh", "__Host-acme_passport_refresh"],
    ["GATEPOST_E2E_SERVER", "ACME_PASSPORT_E2E_SERVER"],
    ["class GatepostClient", "class AcmePassportClient"],
    ["isGatepost", "isAcmePassport"],
    ["gatepostOrigin", "acmePassportOrigin"],
    ["data/gatepost.db", "data/acme-passport.db"],
    ["x-gatepost-nonce", "x-acme-passport-nonce"],
  ])("%s", (text, renamed) => {
    expect(replaceName(text, old, acme)).toBe(renamed);
    // And from a name of two words to one of one.
    expect(replaceName(renamed, acme, old)).toBe(text);
  });
});

test("a text without the name stays as it is", () => {
  expect(replaceName("gate post, Gate-Post", old, acme)).toBe("gate post, Gate-Post");
});
