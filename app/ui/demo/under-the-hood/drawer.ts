/**
 * The drawer "Under the hood": what the session of this page is doing. It stands after the page's footer, where it covers
 * nothing; while it is open it stays at the lower edge of the window. It is no part of React's tree.
 */
import { element } from "@/app/ui/demo/element";
import type { ScriptTexts } from "@/app/ui/demo/script-texts";
import { writePreferenceCookie } from "@/app/ui/preferences/preference-cookie";
import type { Texts } from "@/lib/texts/catalogue";
import { callNotes, callResult, type LoggedCall, recordCall } from "./call-log";
import { CODE_FILES, type CodeFile, codeUrl } from "./code-files";
import { CLOSED, OPEN, UNDER_THE_HOOD_COOKIE } from "./cookie";
import { describeFigures, type Figure } from "./figures";
import { type Observer, observe } from "./observe";
import { watchCalls } from "./recorder";

const TICK_MS = 1000;
const PANEL_ID = "under-the-hood";

interface Drawer {
  element: HTMLElement;
  /** Says everything in these texts from now on. */
  write(texts: ScriptTexts): void;
}

/** @param isOpen whether it was left open: then the calls are watched from this moment on */
export function createDrawer(isOpen: boolean): Drawer {
  let texts: ScriptTexts | null = null;
  let observer: Observer | null = null;
  let calls: readonly LoggedCall[] = [];
  const figures = element("dl", { class: "figures" });
  const head = element("div", { class: "calls-head" });
  const list = element("ol", { class: "calls" });
  const panel = element("div", { id: PANEL_ID, class: "panel" }, figures, head, list);
  const toggle = element("button", { type: "button", "aria-controls": PANEL_ID, class: "toggle" });
  const title = element("span");
  toggle.append(element("span", { "aria-hidden": "true", class: "chevron" }), title);
  const drawer = element("aside", { class: "under-the-hood" });
  drawer.append(element("div", {}, element("h2", {}, toggle), panel));

  async function update(): Promise<void> {
    if (document.hidden || panel.hidden === true || !observer) return;
    await observer.look();
    if (texts) showFigures(figures, describeFigures(observer.observed, Date.now(), texts));
  }

  function showCalls(): void {
    const t = texts?.t.call;
    if (t) list.replaceChildren(...calls.map((call) => callRow(call, t)));
  }

  function write(given: ScriptTexts): void {
    texts = given;
    const { drawer: t } = given.t;
    drawer.setAttribute("aria-label", t.title);
    title.textContent = t.title;
    head.replaceChildren(...callsHead(t));
    figures.replaceChildren();
    showCalls();
    void update();
  }

  function start(): void {
    observer = observe();
    watchCalls((event) => {
      const next = recordCall(calls, event);
      if (next === calls) return;
      calls = next;
      showCalls();
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
  return { element: drawer, write };
}

function callsHead(t: Texts<"demoControls">["drawer"]): HTMLElement[] {
  return [element("h3", {}, t.calls), element("p", {}, t.aboutCalls, " ", codeLink(CODE_FILES.calls))];
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

function callRow(call: LoggedCall, t: Texts<"demoControls">["call"]): HTMLElement {
  const { method, path } = call;
  const isBad = call.endedAt !== null && (call.status === null || call.status >= 400);
  const result = element("span", { class: isBad ? "result bad" : "result" });
  result.textContent = callResult(call, t);
  return element(
    "li",
    {},
    element("code", { dir: "ltr" }, `${method} ${path}`),
    " ",
    result,
    element("span", { class: "notes" }, ...callNotes(call, t).map((note) => ` · ${note}`)),
  );
}
