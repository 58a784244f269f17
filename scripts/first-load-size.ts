import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

/** What `/login` loaded when it was a form for an e-mail address and a password, and nothing else. */
const PASSWORD_FORM_BYTES = 157_252;
/** What codes, links, passkeys, second factors, identity providers and languages may add to it. */
const WAYS_IN_BYTES = 15_000;

/** How many bytes, gzipped, of JavaScript each page may load at first. A larger page fails `npm run size`. */
export const FIRST_LOAD_LIMITS = [
  { name: "/dashboard", route: "(account)/dashboard", limit: 165_000 },
  { name: "/login", route: "(public)/login", limit: PASSWORD_FORM_BYTES + WAYS_IN_BYTES },
  { name: "/", route: "(public)", limit: 150_000 },
  { name: "/ in the demo", route: "(public)/demo/landing", limit: 150_000 }, // demo:line
];

const BUILD = ".next";

/** The part of Next's manifest of one page that says what the page loads. */
interface PageManifest {
  entryJSFiles: Record<string, string[]>;
  /** Missing where no module has a stylesheet. */
  entryCSSFiles?: Record<string, { path: string }[]>;
  /** By file and export: the client components that the page may show. */
  clientModules: Record<string, unknown>;
}

/**
 * Measures the scripts that a page loads before anything is done on it: Next's own, and those of its layout and the page.
 * The pages for errors load theirs with them, but no browser needs them to show the page.
 *
 * @param route the folder of the page in `app`, with its groups, such as `(account)/dashboard`
 * @returns bytes, each file gzipped by itself; null without a build
 */
export function measureFirstLoad(route: string): number | null {
  const manifest = readManifest(route);
  if (!manifest) return null;
  const { rootMainFiles } = JSON.parse(readFileSync(join(BUILD, "build-manifest.json"), "utf8"));
  const [group = ""] = route.split("/");
  const wanted = [`app/${group}/layout`, `app/${route}/page`];
  const entries = Object.entries(manifest.entryJSFiles);
  const ofPage = entries.filter(([entry]) => wanted.some((name) => entry.endsWith(name)));
  const files = new Set<string>([...rootMainFiles, ...ofPage.flatMap(([, names]) => names)]);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILD, file))).length, 0);
}

/**
 * The manifest is a script that puts itself into `globalThis.__RSC_MANIFEST`.
 *
 * @param route as for `measureFirstLoad`
 * @returns null without a build
 * @public
 */
export function readManifest(route: string): PageManifest | null {
  const file = join(BUILD, "server/app", route, "page_client-reference-manifest.js");
  if (!existsSync(file)) return null;
  const scope: { __RSC_MANIFEST?: Record<string, PageManifest> } = {};
  runInNewContext(readFileSync(file, "utf8"), Object.assign(scope, { globalThis: scope }));
  const [manifest] = Object.values(scope.__RSC_MANIFEST ?? {});
  if (!manifest) throw new Error(`${file} has another form than Next 16 gives it.`);
  return manifest;
}
