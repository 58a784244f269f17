/** Prints what the auth client adds to a page. Fails when it is more than a page should pay. */
import { CLIENT_LIMIT, CLIENT_PARTS, weighClient } from "./client-weight";

const page = await weighClient();
const withDevices = await weighClient([...CLIENT_PARTS, "use-sessions"]);
console.log(`provider, guard and hooks   ${page} bytes gzipped, of at most ${CLIENT_LIMIT}`);
console.log(`with the device list        ${withDevices} bytes`);
if (page > CLIENT_LIMIT) process.exitCode = 1;
