/** The script of the page `/embed/session`; scripts/build-scripts.ts makes it one file. */
import { createBrowserEnvironment } from "@/lib/client/browser/browser-environment";
import { createFrameCookies } from "./frame-cookies";
import { type FrameWindow, openParentPage } from "./parent-page";
import { startSessionFrame } from "./session-frame";

/** The server writes it, after it has looked it up among `TRUSTED_ORIGINS`. */
const { parentOrigin } = document.documentElement.dataset;

// In a window of its own there is no page around it.
if (parentOrigin && window.parent !== window)
  startSessionFrame(
    createBrowserEnvironment("shared-worker"),
    openParentPage(window as FrameWindow, parentOrigin),
    createFrameCookies(globalThis),
  );
