import { describe, expect, it } from "vitest";
import { canonicalEmail, displayEmail } from "./email";

describe("the canonical form of an address", () => {
  it.each([
    ["ada@example.com", "ada@example.com"],
    [" Ada@Example.COM ", "ada@example.com"],
    ["ＡDA＠example.com", "ada@example.com"],
    ["u@bücher.example", "u@xn--bcher-kva.example"],
    ["u@BÜCHER.example", "u@xn--bcher-kva.example"],
    ["u@xn--bcher-kva.example", "u@xn--bcher-kva.example"],
    ["u@пример.испытание", "u@xn--e1afmkfd.xn--80akhbyknj4f"],
    ["a&b@example.com", "a&b@example.com"],
    // A mail server may have each of these domains; none is another one's.
    ["ada@example.com#.evil.example", "ada@example.com#.evil.example"],
    ["ada@example.com/.evil.example", "ada@example.com/.evil.example"],
    ["ada@example.com?.evil.example", "ada@example.com?.evil.example"],
    ["ada@example.com\\.evil.example", "ada@example.com\\.evil.example"],
    ["ada@ex%61mple.com", "ada@ex%61mple.com"],
    ["ada@exa\tmple.com", "ada@exa\tmple.com"],
    ["ada@example℀.evil.example", "ada@examplea/c.evil.example"],
    ["ada\0@example.com", "ada\uFFFD@example.com"],
    ["not an address", "not an address"],
    ["@example.com", "@example.com"],
    ["ada@", "ada@"],
    ["", ""],
  ])("%j is %j", (typed, canonical) => {
    expect(canonicalEmail(typed)).toBe(canonical);
    expect(canonicalEmail(canonical)).toBe(canonical);
  });
});

it.each([
  ["ada@example.com", "ada@example.com"],
  ["u@xn--bcher-kva.example", "u@bücher.example"],
  ["nonsense", "nonsense"],
])("%j is shown as %j", (canonical, shown) => {
  expect(displayEmail(canonical)).toBe(shown);
});
