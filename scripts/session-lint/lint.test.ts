import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isRouteFile } from "./endpoints";
import { lint, RULES } from "./lint";
import { NAMES } from "./names";
import { createProject } from "./project";
import { readTexts } from "./read-project";
import { hasDirective } from "./syntax";

const texts = readTexts(process.cwd());
const project = createProject(texts);

/** The findings of a small project, as `file:line rule`. */
function find(files: Record<string, string>): string[] {
  return lint(createProject(new Map(Object.entries(files)))).map(
    ({ file, line, rule }) => `${file}:${line} ${rule}`,
  );
}

test("this repository has no findings", () => {
  expect(lint(project)).toEqual([]);
});

describe("docs/session-lint.md explains each rule with an example that is refused and one that is taken", () => {
  const sections = readFileSync("docs/session-lint.md", "utf8").split(/^## /m).slice(1);
  const examples = sections.map((section) => ({
    rule: section.split("\n", 1)[0] ?? "",
    blocks: [...section.matchAll(/```tsx? file=(\S+)\n([\s\S]*?)```/g)].map(([, file = "", code = ""]) => ({
      [file]: code,
    })),
  }));

  test("no rule is missing", () => {
    expect(examples.map(({ rule }) => rule)).toEqual(RULES.map(({ name }) => name));
  });

  test.each(examples)("$rule", ({ rule, blocks: [refused, taken] }) => {
    const rulesOf = (files: Record<string, string> | undefined) =>
      find(files ?? {}).map((finding) => finding.split(" ")[1]);
    expect(rulesOf(refused)).toContain(rule);
    expect(rulesOf(taken)).toEqual([]);
  });
});

describe("deleting any one guard of this repository is found", () => {
  const files = [...texts.keys()];
  /** The rules that find something in some files, once a file has another text. */
  const rulesAfter = (file: string, text: string, asked = [file]) =>
    lint(createProject(new Map(texts).set(file, text)), asked).map(({ rule }) => rule);
  const textOf = (file: string) => texts.get(file) ?? "";
  /** For each place in the files where the pattern fits: the file, which of its places it is, and the text with another word there. */
  const mutations = (paths: string[], pattern: RegExp, replacement: string) =>
    paths.flatMap((file) =>
      [...textOf(file).matchAll(new RegExp(pattern, "g"))].map(({ index, 0: found }, at) => ({
        file,
        place: at + 1,
        text: textOf(file).slice(0, index) + replacement + textOf(file).slice(index + found.length),
      })),
    );

  const pages = files.filter((file) => file.startsWith(NAMES.guardedPages) && file.endsWith("/page.tsx"));
  const pageGuards = mutations(
    pages,
    new RegExp(`await (?:${NAMES.pageGuards.join("|")})\\(`),
    "await look(",
  );
  test("every page has a guard", () => {
    expect([...new Set(pageGuards.map(({ file }) => file))]).toEqual(pages);
  });
  test.each(pageGuards)("guard $place of $file", ({ file, text }) => {
    expect(rulesAfter(file, text)).toContain("page-guard");
  });

  const routes = files.filter(
    (file) => isRouteFile(file) && /= (?:route|notFoundRoute)\(/.test(textOf(file)),
  );
  test.each(mutations(routes, /= (?:route|notFoundRoute)\(/, "= handlers("))(
    "the wrapper of $file",
    ({ file, text }) => {
      expect(rulesAfter(file, text)).toContain("route-wrapper");
    },
  );

  test.each(mutations(routes, /: (?:authenticated|organizationEndpoint)\(/, ": anyone("))(
    "the credentials of endpoint $place in $file",
    ({ file, text }) => {
      expect(rulesAfter(file, text)).toContain("route-wrapper");
    },
  );

  const actions = files.filter((file) => hasDirective(project.source(file), "use server"));
  const forms = files.filter((file) => !file.endsWith("/form-action.ts"));
  test.each(mutations(forms, /\bformAction\(/, "anyForm("))(
    "the wrapper of form $place in $file",
    ({ file, text }) => {
      expect(rulesAfter(file, text, [file, ...actions])).toContain("action-wrapper");
    },
  );

  const guards = NAMES.wrapperGuards.flatMap(({ file, in: wrapper, calls }) =>
    calls.map((call) => ({ file, wrapper, call })),
  );
  test.each(guards)("$call in $wrapper", ({ file, wrapper, call }) => {
    const text = textOf(file);
    const start = text.indexOf(`function ${wrapper}`);
    const open = text.slice(0, start) + text.slice(start).replace(new RegExp(`\\b${call}\\(`), "skip(");
    const before = lint(project, [file]);
    expect(before).toEqual([]);
    expect(rulesAfter(file, open)).toContain("wrapper-guards");
  });

  const excuses = files.filter((file) => textOf(file).includes("session-lint-ignore"));
  test.each(excuses)("the excuse in %s is needed", (file) => {
    const bare = textOf(file).replaceAll("session-lint-ignore", "ignored");
    expect(rulesAfter(file, bare)).not.toEqual([]);
  });
});

describe("an excuse", () => {
  const leak = (comment: string) => `${comment}\nlocalStorage.setItem("a", token);\n`;

  test("with a reason takes the finding out", () => {
    expect(
      find({ "lib/a.ts": leak("// session-lint-ignore token-leak: it is the name of a token, no token") }),
    ).toEqual([]);
  });

  test.each([
    ["without a reason", "// session-lint-ignore token-leak", ["lib/a.ts:1 excuse"]],
    ["with half a reason", "// session-lint-ignore token-leak: ok", ["lib/a.ts:1 excuse"]],
    [
      "from another rule",
      "// session-lint-ignore pure-get: it is the name of a token, no token",
      ["lib/a.ts:1 excuse", "lib/a.ts:2 token-leak"],
    ],
  ])("%s is a finding", (_, comment, findings) => {
    expect(find({ "lib/a.ts": leak(comment) })).toEqual(findings);
  });
});

describe("a guard counts only where it runs", () => {
  const page = (body: string) => ({
    "app/(account)/x/page.tsx": `export default async function Page() {${body}}`,
  });
  test.each([
    ["in a condition", 'if (a) { await requireSession("/x"); }'],
    ["in a function that may not be called", 'const ask = () => requireSession("/x");'],
    ["behind an operator", 'a && (await requireSession("/x"));'],
    ["with a path from elsewhere", "await requireSession(path);"],
    ["in a comment", '/* await requireSession("/x"); */'],
  ])("%s: refused", (_, body) => {
    expect(find(page(body))).toEqual(["app/(account)/x/page.tsx:1 page-guard"]);
  });
  test("in a statement: taken", () => {
    expect(find(page("const { user } = await requireSession(`/x/$" + "{id}`);"))).toEqual([]);
  });
});

describe("what can't be read is a finding", () => {
  const route = (code: string) => find({ "app/api/x/route.ts": code });
  test.each([
    ["endpoints that are spread", "export const { GET } = route({ ...others });"],
    [
      "endpoints from outside the project",
      'import { all } from "package"; export const { GET } = route(all);',
    ],
    ["a wrapper that only looks like ours", "export const { GET } = reroute({});"],
    ["options from a call", "export const { GET } = route({ GET: authenticated(options()) });"],
  ])("%s", (_, code) => {
    expect(route(code)).toEqual(["app/api/x/route.ts:1 route-wrapper"]);
  });
});
