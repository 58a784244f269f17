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

/** @param isOpen whether it was left open: then the calls are watched from this moment on */
export function createDrawer(isOpen: boolean): HTMLElement {
  let observer: Observer | null = null;
  let calls: readonly LoggedCall[] = [];
  const figures = element("dl", { class: "figures" });
  const list = element("ol", { class: "calls" });
  const panel = element("div", { id: PANEL_ID, class: "panel" }, figures, callsHead(), list);
  const toggle = element("button", { type: "button", "aria-controls": PANEL_ID, class: "toggle" });
  toggle.append(element("span", { "aria-hidden": "true", class: "chevron" }), "Under the hood");
  const drawer = element("aside", { "aria-label": "Under the hood", class: "under-the-hood" });
  drawer.append(element("div", {}, element("h2", {}, toggle), panel));

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

function callsHead(): HTMLElement {
  const text =
    "What this page asked the server for, the newest first, since the drawer was opened or the page began. Calls that come during a refresh are queued until it is done.";
  return element(
    "div",
    { class: "calls-head" },
    element("h3", {}, "Last calls"),
    element("p", {}, text, " ", codeLink(CODE_FILES.calls)),
  );
}

function codeLink(file: CodeFile): HTMLElement {
  const attributes = { href: codeUrl(file), target: "_blank", rel: "noreferrer", class: "link", dir: "ltr" };
  return element("a", attributes, element("code", {}, file));
}

/** Writes only what has changed, so that a link that is read or focused stays where it is. */
function showFigures(container: HTMLElement, figures: Figure[]): void {
  if (container.childElementCount !== figures.length)
    container.replaceChildren(
      ...figures.map(({ term, file }) =>
        element(
          "div",
          {},
          element("dt", {}, term),
          element("dd", { class: "value" }),
          element("dd", { class: "about" }, element("span"), " ", codeLink(file)),
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
  const result = element("span", { class: isBad ? "result bad" : "result" });
  result.textContent = callResult(call);
  return element(
    "li",
    {},
    element("code", { dir: "ltr" }, `${method} ${path}`),
    " ",
    result,
    element("span", { class: "notes" }, ...callNotes(call).map((note) => ` · ${note}`)),
  );
}
