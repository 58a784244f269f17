/** `npm run size`: prints how many bytes the auth client adds to a page. Fails above the limit. */
import { CLIENT_LIMIT_BYTES, CLIENT_MODULES, CLIENT_TARGET_BYTES, measureClientSize } from "./client-size";
import { FIRST_LOAD_TARGET_BYTES, LANDING_LIMIT_BYTES, measureFirstLoad } from "./first-load-size";

async function print(title: string, more: string[]): Promise<void> {
  console.log(`${title.padEnd(36)}${await measureClientSize([...CLIENT_MODULES, ...more])} bytes`);
}

const size = await measureClientSize();
console.log(
  `provider, guard and hooks           ${size} bytes gzipped; target ${CLIENT_TARGET_BYTES}, limit ${CLIENT_LIMIT_BYTES}`,
);
await print("with the device list", ["react/use-sessions"]);
await print("with state that outlives the page", ["persistence/use-persistent-state"]);
await print("with drafts", ["persistence/use-draft"]);
if (size > CLIENT_LIMIT_BYTES) process.exitCode = 1;

const firstLoad = measureFirstLoad("(account)/dashboard");
console.log(
  firstLoad === null
    ? "first-load JavaScript of /dashboard: build the app to see it"
    : `first-load JavaScript of /dashboard ${firstLoad} bytes gzipped; target ${FIRST_LOAD_TARGET_BYTES}`,
);

for (const [route, name] of [
  ["(public)", "/"],
  ["(public)/demo/landing", "/ in the demo"], // demo:line
] as const) {
  const landing = measureFirstLoad(route);
  if (landing === null) continue;
  const title = `first-load JavaScript of ${name}`.padEnd(35);
  console.log(`${title} ${landing} bytes gzipped; limit ${LANDING_LIMIT_BYTES}`);
  if (landing > LANDING_LIMIT_BYTES) process.exitCode = 1;
}
