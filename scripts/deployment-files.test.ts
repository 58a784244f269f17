/** What can be said without an engine of the files for containers, and without GitHub of the workflow: they name what exists. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(file, "utf8");
const dockerfile = read("Dockerfile");
const compositions = globSync("compose*.yaml");
const { scripts, dependencies, devDependencies } = JSON.parse(read("package.json"));

/** The groups of every place where the pattern fits. */
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, ...groups]) => groups);

test("the image is made from files that exist, and from stages that the file has", () => {
  const stages = all(dockerfile, /^FROM \S+ AS (\S+)/gm).flat();
  const sources = all(dockerfile, /^COPY (?!--from)(.+) \S+$/gm).flatMap(([list = ""]) => list.split(" "));
  expect(sources).toContain("package-lock.json");
  expect(sources.filter((source) => !existsSync(source))).toEqual([]);
  const copied = all(dockerfile, /^COPY --from=(\S+) \/app\/(\S+)/gm);
  expect(copied.map(([stage]) => stage).filter((stage) => !stages.includes(stage ?? ""))).toEqual([]);
  // A fork has no file of its own in `public`: the build writes the scripts there.
  const built = [".next/standalone", ".next/static", "public"];
  const others = copied.map(([, path = ""]) => path).filter((path) => !built.includes(path));
  expect(others.filter((path) => !existsSync(path))).toEqual([]);
  // `output: "standalone"` writes the server that the image starts.
  expect(dockerfile).toMatch(/^CMD \["node", "server\.js"\]$/m);
  expect(read("next.config.ts")).toContain('output: "standalone"');
  expect(dockerfile).toMatch(/^USER node$/m);
});

test.each(compositions)("%s names files, stages and volumes that exist", (file) => {
  const text = read(file);
  const files = all(text, /- \.\/([^:\s]+):/g).flat();
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
  const stages = all(dockerfile, /^FROM \S+ AS (\S+)/gm).flat();
  expect(
    all(text, /^\s+target: (\S+)$/gm)
      .flat()
      .filter((stage) => !stages.includes(stage)),
  ).toEqual([]);
  const [, declared = ""] = text.split(/^volumes:$/m);
  const used = all(text, /^\s+- ([a-z][\w-]*):\//gm).flat();
  expect(used.filter((volume) => !new RegExp(`^ {2}${volume}:`, "m").test(declared))).toEqual([]);
});

test.each([
  "CONTRIBUTING.md",
  "Dockerfile",
  ".devcontainer/devcontainer.json",
  ...compositions,
  ...globSync(".github/workflows/*.yml"),
])("the commands of npm in %s exist", (file) => {
  const names = all(read(file), /\bnpm run ([\w:-]+)/g).flat();
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});

test("the rules of Renovate and the container for development are JSON, and name packages that are here", () => {
  const { packageRules } = JSON.parse(read("renovate.json"));
  const names: string[] = packageRules.flatMap(({ matchPackageNames = [] }) => matchPackageNames);
  const exact = names.map((name) => name.replace(/^!/, "")).filter((name) => /^[@\w./-]+$/.test(name));
  expect(exact.filter((name) => !(name in { ...dependencies, ...devDependencies }))).toEqual([]);
  const { image } = JSON.parse(read(".devcontainer/devcontainer.json"));
  const [[major] = []] = all(dockerfile, /^FROM node:(\d+)/gm);
  expect(image).toContain(`:${major}-`);
});
