/** What can be said without an engine of the files for containers, and without GitHub of the workflow: they name what exists. */
import { existsSync, globSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

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

/** @returns a function that says what is wrong with a document; undefined when nothing is */
function validator(schemaFile: string): (document: unknown) => string | undefined {
  const { $schema: _, ...schema } = JSON.parse(read(schemaFile));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  return (document) =>
    validate(document) ? undefined : ajv.errorsText(validate.errors, { separator: "\n" });
}

describe("by their schema", () => {
  const problemOfCompose = validator("deploy/schemas/compose-spec.json");
  const problemOfWorkflow = validator("deploy/schemas/github-workflow.json");
  const workflows = globSync(".github/workflows/*.yml");

  test.each(compositions)("%s is a compose file", (file) => {
    expect(problemOfCompose(parse(read(file), { merge: true }))).toBeUndefined();
  });

  test.each(workflows)("%s is a workflow", (file) => {
    expect(problemOfWorkflow(parse(read(file)))).toBeUndefined();
  });

  test("a field that is misspelt is found", () => {
    expect(problemOfCompose({ services: { app: { image: "a", restrat: "always" } } })).toContain(
      "/services/app",
    );
    const job = { "runs-on": "ubuntu-latest", steps: [{ run: "npm test" }] };
    expect(problemOfWorkflow({ on: "push", jobs: { test: job } })).toBeUndefined();
    expect(problemOfWorkflow({ on: "push", jobs: { test: { ...job, timeout: 1 } } })).toContain("/jobs/test");
  });

  test.each(workflows)("the jobs of %s wait for jobs that it has", (file) => {
    const { jobs } = parse(read(file)) as { jobs: Record<string, { needs?: string | string[] }> };
    const needed = Object.values(jobs).flatMap(({ needs = [] }) => needs);
    expect(needed.filter((name) => !(name in jobs))).toEqual([]);
  });

  test.each(compositions)("the services, networks and secrets that %s speaks of are its own", (file) => {
    const { services, ...rest } = parse(read(file), { merge: true });
    const names = (value: unknown): string[] =>
      Array.isArray(value) ? value.map((one) => one.source ?? one) : Object.keys(value ?? {});
    for (const service of Object.values<Record<string, unknown>>(services)) {
      expect(names(service.depends_on).filter((name) => !(name in services))).toEqual([]);
      for (const kind of ["networks", "secrets"])
        expect(names(service[kind]).filter((name) => !(name in (rest[kind] ?? {})))).toEqual([]);
    }
  });
});

test("every line of the Dockerfile begins with an instruction, and the last stage listens where it is asked about", () => {
  const lines = dockerfile
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const instructions =
    /^(?:FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL) /;
  expect(lines.filter((line) => !instructions.test(line))).toEqual([]);
  // Docker reads no tag as `latest`.
  expect(lines.filter((line) => /^FROM [^: ]+(?: |$)/.test(line))).toEqual([]);
  const [[port] = []] = all(dockerfile, /\bPORT=(\d+)/g);
  expect(all(dockerfile, /^EXPOSE (\d+)$/gm)).toEqual([[port]]);
  const health = lines.find((line) => line.startsWith("HEALTHCHECK")) ?? "";
  expect(health).toMatch(/127\.0\.0\.1:\$\{process\.env\.PORT\}\/api\/health/);
  expect(existsSync("app/api/health/route.ts")).toBe(true);
  // The forms of a list need no shell, which would keep signals from the server.
  for (const [, list = ""] of dockerfile.matchAll(/^\s*CMD (.+)$/gm))
    expect(() => JSON.parse(list)).not.toThrow();
});
