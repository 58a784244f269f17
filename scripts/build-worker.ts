/**
 * Writes public/token-worker.js, from where Next serves it. next.config.ts runs this for `next dev` and `next build`;
 * after a change of the worker, a `next dev` that runs has to be started again.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { bundleWorker } from "./worker-bundle";

mkdirSync("public", { recursive: true });
writeFileSync("public/token-worker.js", bundleWorker());
