/**
 * What the signed-in pages of the demo load beside their own scripts (`demo-script.tsx`). It is one file, made by
 * `scripts/build-scripts.ts` and served by `/api/demo/script`, so that no other page and no other deployment loads any of it.
 */
import { offerDemoPasswords } from "./demo-password";
import { watchTexts } from "./script-texts";
import { addStyle } from "./style";
import { OPEN } from "./under-the-hood/cookie";
import { createDrawer } from "./under-the-hood/drawer";

const settings = document.currentScript?.dataset ?? {};
const drawer = createDrawer(settings.underTheHood === OPEN);
watchTexts(drawer.write);
function add(): void {
  addStyle();
  document.body.append(drawer.element);
  if ("demoAccounts" in settings) offerDemoPasswords();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", add);
else add();
