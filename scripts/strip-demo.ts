/**
 * `npm run strip-demo`: takes the demo, the session lab, the landing page with its devices and the accounts with public
 * passwords out of a fork, in code, tests and documents. What goes is named in scripts/strip-demo/manifest.ts.
 *
 *     npm run strip-demo -- --force   also with changes that are not committed
 */
import { parseArgs } from "node:util";
import { tools } from "./bin-paths";
import { exitWithError } from "./cli-output";
import { runNode } from "./processes";
import { stripDemo } from "./strip-demo/strip";
import { isDirty } from "./working-tree";

const { force } = parseArgs({ options: { force: { type: "boolean" } } }).values;
if (!force && isDirty("."))
  exitWithError("Commit your changes first, so that you see what this one does; or use --force.");
const changed = stripDemo(".");
// What is shorter now is formatted anew.
const code = await runNode([tools.biome, "check", "--write", "--error-on-warnings", ...changed]);
if (code !== 0) exitWithError("The demo is out, but lint finds something in the rest.");
// The description of the API and its client say what is left.
const described = await runNode(["--conditions=react-server", "--import=tsx", "scripts/openapi.ts"]);
if (described !== 0) exitWithError("The demo is out, but npm run openapi fails.");
console.log(`
The demo is out. Run npm install and npm test, then commit. Next:
  npm run rename -- "Your Product"
  npm run user -- create you@example.com --roles user,admin`);
