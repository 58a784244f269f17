/**
 * Writes the scripts at the site's root into `public`, from where Next serves them. next.config.ts runs this for `next dev`
 * and `next build`. After a change of one of them, restart a running `next dev`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { bundleScript, SCRIPTS } from "./script-bundles";

mkdirSync("public", { recursive: true });
for (const name of Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[])
  writeFileSync(`public/${name}`, bundleScript(name));
