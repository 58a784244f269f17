/**
 * `npm run test:fork`: takes the demo out of a copy of the project, gives it another name, and runs the tests of what is
 * left there, stage by stage, as `npm test` does here.
 *
 *     npm run test:fork -- unit build   only these stages
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endWithUs, runNode } from "./processes";
import { makeFork } from "./strip-demo/fork-copy";

const STAGES = ["lint", "types", "unused", "unit", "build", "size", "e2e"];

endWithUs(130);
const folder = mkdtempSync(join(tmpdir(), "fork-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
makeFork(folder, { ownPackages: true });
const wanted = process.argv.slice(2);
const stages = wanted.length > 0 ? wanted : STAGES;
process.exit(await runNode(["--import=tsx", "scripts/test.ts", ...stages], { cwd: folder }));
