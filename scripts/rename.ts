/**
 * `npm run rename -- "Your Product"`: gives the product another name in every file but CHANGELOG.md and LICENSE.
 *
 *     --force       also with changes that are not committed
 *     --from NAME   replaces another name than the present one: one that came with a merge
 */
import { parseArgs } from "node:util";
import { tools } from "./bin-paths";
import { exitWithError } from "./cli-output";
import { runNode } from "./processes";
import { type ProductName, parseName } from "./rename/names";
import { currentName, filesThatSay, renameProject } from "./rename/rename";
import { isDirty } from "./working-tree";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { force: { type: "boolean" }, from: { type: "string" } },
});
const to = orExit(parseName(positionals.join(" ")));
const present = currentName(".");
const from = values.from === undefined ? present : orExit(parseName(values.from));
if (from.slug === to.slug && from.name === to.name) {
  console.log(`The product is called ${to.name} already.`);
  process.exit(0);
}
if (!values.force && isDirty("."))
  exitWithError("Commit your changes first, so that you see what this one does; or use --force.");
if (to.slug !== present.slug) {
  const [file] = filesThatSay(".", to);
  if (file)
    exitWithError(`${file} says "${to.slug}" already, and means something else. Choose another name.`);
}
const changed = renameProject(".", from, to);
console.log(`Changed ${changed.length} files.`);
// What is longer now is formatted anew.
const code = await runNode([tools.biome, "check", "--write", "--no-errors-on-unmatched", ...changed]);
if (code !== 0) exitWithError("The name is changed, but lint finds something.");
const described = await runNode(["--conditions=react-server", "--import=tsx", "scripts/openapi.ts"]);
if (described !== 0) exitWithError("The name is changed, but npm run openapi fails.");
console.log(`The product is called ${to.name} now. Run npm test, then commit.
API keys begin with ${to.keyPrefix} from now on, and keys with another prefix are refused. To keep keys that were given out,
put the old prefix back: API_KEY_PREFIX in lib/session/product.ts.`);

function orExit(parsed: ProductName | string): ProductName {
  return typeof parsed === "string" ? exitWithError(parsed) : parsed;
}
