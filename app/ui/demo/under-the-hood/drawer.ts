/**
 * The drawer "Under the hood": what the session of this page is doing. It stands after the page's footer, where it covers
 * nothing; while it is open it stays at the lower edge of the window. It is no part of React's tree.
 */
import { element } from "@/app/ui/demo/element";
import { writePreferenceCookie } from "@/app/ui/preferences/preference-cookie";
import { callNotes, callResult, type LoggedCall, recordCall } from "./call-log";
import { CODE_FILES, type CodeFile, codeUrl } from "./code-files";
import { CLOSED, OPEN, UNDER_THE_HOOD_COOKIE } from "./cookie";
import { describeFigures, type Figure } from "./figures";
import { type Observer, observe } from "./observe";
import { watchCalls } from "./recorder";

const TICK_MS = 1000;
const PANEL_ID = "under-the-hood";
const SMALL = "text-sm leading-snug text-muted";

/** @param isOpen whether it was left open: then the calls are watched from this moment on */
export function createDrawer(isOpen: boolean): HTMLElement {
  let observer: Observer | null = null;
  let calls: readonly LoggedCall[] = [];
  const figures = element("dl", { class: "grid gap-x-10 gap-y-5 sm:grid-cols-2 lg:grid-cols-3" });
  const list = element("ol", { class: "mt-3 grid gap-x-10 gap-y-2 text-sm lg:grid-cols-2" });
  const panel = element("div", { id: PANEL_ID, class: PANEL }, figures, callsHead(), list);
  const toggle = element("button", { type: "button", "aria-controls": PANEL_ID, class: TOGGLE }, chevron());
  toggle.append("Under the hood");
  const drawer = element("aside", { "aria-label": "Under the hood", class: DRAWER });
  drawer.append(
    element("div", { class: "mx-auto max-w-5xl px-5 sm:px-8" }, element("h2", {}, toggle), panel),
  );

  async function update(): Promise<void> {
    if (document.hidden || panel.hidden === true || !observer) return;
    await observer.look();
    showFigures(figures, describeFigures(observer.observed, Date.now()));
  }

  function start(): void {
    observer = observe();
    watchCalls((event) => {
      const next = recordCall(calls, event);
      if (next === calls) return;
      calls = next;
      list.replaceChildren(...calls.map(callRow));
    });
    setInterval(update, TICK_MS);
  }

  function show(open: boolean): void {
    toggle.setAttribute("aria-expanded", String(open));
    panel.hidden = !open;
    // What has the keyboard's focus is scrolled to where the drawer does not cover it.
    document.documentElement.style.scrollPaddingBottom = open ? "50dvh" : "";
    if (!open) document.documentElement.style.removeProperty("--lower-edge");
    if (open && !observer) start();
    void update();
  }

  function choose(open: boolean): void {
    show(open);
    writePreferenceCookie(UNDER_THE_HOOD_COOKIE, open ? OPEN : CLOSED);
  }

  toggle.addEventListener("click", () => choose(panel.hidden !== false));
  drawer.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || panel.hidden) return;
    choose(false);
    toggle.focus();
  });
  // Toasts stand above the open drawer.
  new ResizeObserver(() => {
    if (!panel.hidden) document.documentElement.style.setProperty("--lower-edge", `${drawer.offsetHeight}px`);
  }).observe(drawer);
  show(isOpen);
  return drawer;
}

// In sight while it is open; below the footer while it is closed.
const DRAWER =
  "z-20 border-t border-line bg-raised text-ink print:hidden has-aria-expanded:sticky has-aria-expanded:bottom-0 has-aria-expanded:shadow-float";
const TOGGLE =
  "group -ms-2 flex min-h-11 items-center gap-2 rounded-full px-2 text-sm font-medium text-muted hover:text-ink aria-expanded:text-ink";
const PANEL = "max-h-[min(24rem,42dvh)] overflow-y-auto overscroll-contain pt-1 pb-5";

function chevron(): HTMLElement {
  const shape =
    "size-2 rotate-45 border-t-2 border-l-2 border-current transition-transform group-aria-expanded:-rotate-135 motion-reduce:transition-none";
  return element("span", { "aria-hidden": "true", class: `${shape} mx-1` });
}

function callsHead(): HTMLElement {
  const text =
    "What this page asked the server for, the newest first, since the drawer was opened or the page began. Calls that come during a refresh are queued until it is done.";
  return element(
    "div",
    { class: "mt-6 border-t border-line pt-4" },
    element("h3", { class: "text-sm font-medium" }, "Last calls"),
    element("p", { class: SMALL }, text, " ", codeLink(CODE_FILES.calls)),
  );
}

function codeLink(file: CodeFile): HTMLElement {
  const attributes = { href: codeUrl(file), target: "_blank", rel: "noreferrer", class: "link", dir: "ltr" };
  return element("a", attributes, element("code", { class: "font-mono text-xs wrap-anywhere" }, file));
}

/** Writes only what has changed, so that a link that is read or focused stays where it is. */
function showFigures(container: HTMLElement, figures: Figure[]): void {
  if (container.childElementCount !== figures.length)
    container.replaceChildren(
      ...figures.map(({ term, file }) =>
        element(
          "div",
          { class: "min-w-0" },
          element("dt", { class: "text-sm text-muted" }, term),
          element("dd", { class: "text-heading font-medium tabular-nums" }),
          element("dd", { class: `mt-1 ${SMALL}` }, element("span"), " ", codeLink(file)),
        ),
      ),
    );
  figures.forEach(({ value, explanation }, at) => {
    const [, shownValue, about] = container.children[at]?.children ?? [];
    setText(shownValue, value);
    setText(about?.firstElementChild, explanation);
  });
}

function setText(node: Element | null | undefined, text: string): void {
  if (node && node.textContent !== text) node.textContent = text;
}

function callRow(call: LoggedCall): HTMLElement {
  const { method, path } = call;
  const isBad = call.endedAt !== null && (call.status === null || call.status >= 400);
  const result = element("span", { class: `font-medium ${isBad ? "text-danger" : "text-accent"}` });
  result.textContent = callResult(call);
  return element(
    "li",
    { class: "min-w-0 leading-snug" },
    element("code", { class: "font-mono text-xs wrap-anywhere", dir: "ltr" }, `${method} ${path}`),
    " ",
    result,
    element("span", { class: "text-muted tabular-nums" }, ...callNotes(call).map((note) => ` · ${note}`)),
  );
}
