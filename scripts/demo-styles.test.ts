import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classesOf, findUnnamed, readProduct } from "./demo-styles";
import { isDemoFile } from "./strip-demo/strip";

test("the classes of a stylesheet are found in its selectors alone, and read as they are written in the code", () => {
  const css = String.raw`@layer utilities{.p-1\.5{padding:.375rem}@media (width>=40rem){.sm\:hidden,.\32xl\:block:hover{display:none}}
    .group:is(:where(.peer) *){color:red}.iaM1Ya_className{src:url(a.woff2)}}`;
  expect(classesOf(css)).toEqual(["p-1.5", "sm:hidden", "2xl:block", "group", "peer"]);
});

test("a class counts as named only where it stands by itself", () => {
  const text = `<a className="lg:grid-cols-3 flex"> const A = 'hidden'`;
  expect(findUnnamed(["grid-cols-3", "flex", "hidden", "lg:grid-cols-3"], text)).toEqual(["grid-cols-3"]);
});

test("what the demo adds to pages of the product has only classes of the product: those pages load no other", () => {
  const product = readProduct();
  const shown = globSync("app/**/*.tsx")
    .filter((path) => !isDemoFile(path))
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/from "@\/(\S+)"; \/\/ demo:line/g)])
    .map(([, module]) => `${module}.tsx`);
  expect(shown).toContain("app/(public)/lab/lab-link.tsx");
  for (const path of shown) {
    const strings = readFileSync(path, "utf8").match(/(?<=className=)(?:"[^"]*"|\{`[^`]*`\})/g) ?? [];
    const classes = strings.flatMap(
      (text) => text.replace(/\$\{[^}]*\}+\)?\}?/g, "").match(/[^\s"`{}]+/g) ?? [],
    );
    expect(findUnnamed(classes, product), path).toEqual([]);
  }
});
