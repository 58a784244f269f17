/**
 * `npm run size`: prints how many bytes the auth client adds to a page, and what pages load at first. Fails above a limit.
 * With `-- --modules`, it also prints what each module of the client adds.
 */
import {
  CLIENT_AIM_BYTES,
  CLIENT_LIMIT_BYTES,
  CLIENT_MODULES,
  measureClientSize,
  measureModules,
} from "./client-size";
import { findDemoInClient } from "./demo-modules"; // demo:line
import { findDemoInStyles } from "./demo-styles"; // demo:line
import { FIRST_LOAD_LIMITS, measureFirstLoad } from "./first-load-size";

async function print(title: string, more: string[]): Promise<void> {
  console.log(`${title.padEnd(36)}${await measureClientSize([...CLIENT_MODULES, ...more])} bytes`);
}

const size = await measureClientSize();
console.log(
  `provider, guard and hooks           ${size} bytes gzipped; aim ${CLIENT_AIM_BYTES}, limit ${CLIENT_LIMIT_BYTES}`,
);
await print("with the device list", ["react/use-sessions"]);
await print("with state that outlives the page", ["persistence/use-persistent-state"]);
await print("with drafts", ["persistence/use-draft"]);
if (size > CLIENT_LIMIT_BYTES) process.exitCode = 1;

for (const { name, route, limit } of FIRST_LOAD_LIMITS) {
  const bytes = measureFirstLoad(route);
  const title = `first-load JavaScript of ${name}`.padEnd(41);
  console.log(
    bytes === null ? `${title}build the app to see it` : `${title}${bytes} bytes gzipped; limit ${limit}`,
  );
  if (bytes !== null && bytes > limit) process.exitCode = 1;
}

if (process.argv.includes("--modules"))
  for (const [path, bytes] of await measureModules()) console.log(`${String(bytes).padStart(5)}  ${path}`);

// demo:start
const { finds, pages } = findDemoInClient();
if (pages > 0) console.log(`scripts of ${pages} pages outside the demo: ${finds.length} finds of the demo`);
for (const find of finds) console.log(`  ${find}`);
const styles = findDemoInStyles();
if (pages > 0)
  console.log(`${styles.sheets} of their stylesheets: ${styles.finds.length} classes of the demo`);
for (const name of styles.finds) console.log(`  ${name}`);
if (finds.length + styles.finds.length > 0) process.exitCode = 1;
// demo:end
