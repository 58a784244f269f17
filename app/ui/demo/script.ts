/**
 * What the signed-in pages of the demo load beside their own scripts (`demo-script.tsx`). It is one file, made by
 * `scripts/build-scripts.ts` and served by `/api/demo/script`, so that no other page and no other deployment loads any of it.
 */
import { OPEN } from "./under-the-hood/cookie";
import { createDrawer } from "./under-the-hood/drawer";

const drawer = createDrawer(document.currentScript?.dataset.underTheHood === OPEN);
const add = () => document.body.append(drawer);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", add);
else add();
