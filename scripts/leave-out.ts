/**
 * `npm run leave-out -- drafts`: takes a feature out of a fork, as its page in docs/remove says. With no name it lists the
 * features.
 *
 *     npm run leave-out -- --force drafts   also with changes that are not committed
 */
import { parseArgs } from "node:util";
import { tools } from "./bin-paths";
import { exitWithError } from "./cli-output";
import { leaveOut, removableFeatures } from "./leave-out/leave-out";
import { runNode } from "./processes";
import { isDirty } from "./working-tree";

const { values, positionals } = parseArgs({
  options: { force: { type: "boolean" } },
  allowPositionals: true,
});
const features = removableFeatures(".");
const [feature = ""] = positionals;
if (!features.includes(feature)) exitWithError(`Name one of: ${features.join(", ")}.`);
if (!values.force && isDirty("."))
  exitWithError("Commit your changes first, so that you see what this one does; or use --force.");
const left = leaveOut(".", feature);
await runNode(["--conditions=react-server", "--import=tsx", "scripts/openapi.ts"]);
await runNode([tools.biome, "check", "--write"]);
if (left.length > 0) exitWithError(`This is left to do by hand:\n${left.join("\n")}`);
console.log("\nIt is out. Run npm install and npm test, then commit.");
