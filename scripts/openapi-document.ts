/** The description of the API and the client made from it, as text. `npm run openapi` writes them, a test compares. */
import { globSync } from "node:fs";
import path from "node:path";
import { generateSource } from "oazapfts";
import { type RouteModule, toOpenApi } from "@/lib/web/openapi/document";

export const DOCUMENT_FILE = "lib/web/openapi/openapi.json";
export const CLIENT_FILE = "examples/api-client/client.ts";

/** What oazapfts makes is not made for `exactOptionalPropertyTypes`. Its types hold for every program that imports them. */
const UNCHECKED = "// @ts-nocheck";

/** @returns every route of the app that answers programs, in the order of their paths */
export async function readRoutes(): Promise<RouteModule[]> {
  const files = globSync("app/{api,.well-known}/**/route.ts").sort();
  return Promise.all(
    files.map(async (file) => ({
      path: path.dirname(file).slice("app".length).replaceAll(path.sep, "/"),
      handlers: await import(/* @vite-ignore */ path.resolve(file)),
    })),
  );
}

/** @returns the document as it is served */
export async function makeDocument(): Promise<string> {
  return `${JSON.stringify(toOpenApi(await readRoutes()), null, 1)}\n`;
}

/** @returns a client in TypeScript that oazapfts makes from the stored document */
export async function makeClient(): Promise<string> {
  const source = await generateSource(DOCUMENT_FILE, {
    argumentStyle: "object",
    futureStripLegacyMethods: true,
  });
  return `${UNCHECKED}\n${source}`;
}
