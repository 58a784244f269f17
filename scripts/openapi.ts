/**
 * npm run openapi
 *
 * Writes the description of the API and the client that is made from it. Run it after a change of an endpoint.
 */
import { writeFileSync } from "node:fs";
import { CLIENT_FILE, DOCUMENT_FILE, makeClient, makeDocument } from "./openapi-document";

writeFileSync(DOCUMENT_FILE, await makeDocument());
writeFileSync(CLIENT_FILE, await makeClient());
console.log(`Wrote ${DOCUMENT_FILE} and ${CLIENT_FILE}.`);
process.exit(0); // what the routes opened would keep the process
