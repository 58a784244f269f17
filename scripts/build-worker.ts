/**
 * Writes public/token-worker.js, which Next serves. next.config.ts runs this for `next dev` and `next build`. After a
 * change of the worker, restart a running `next dev`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { bundleWorker } from "./worker-bundle";

mkdirSync("public", { recursive: true });
writeFileSync("public/token-worker.js", bundleWorker());
