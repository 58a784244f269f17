/** Checks of a view for readers who ask for other colours or for less motion. */
import { expect, type Page } from "@playwright/test";

/** The view does what a reader asks for: no motion, and forced colours. @param name for the message */
export async function expectPreferencesKept(page: Page, name = ""): Promise<void> {
  await expectNoMotion(page, name);
  await expectForcedColors(page, name);
}

/**
 * In forced colours (Windows high contrast) the browser takes backgrounds and shadows away. What they said is still to be
 * seen: buttons and marks have an edge, what is chosen differs from what is not, and the keyboard's focus has an outline.
 */
async function expectForcedColors(page: Page, name: string): Promise<void> {
  // From now on the browser takes focus for the keyboard's.
  await page.keyboard.press("Shift");
  await page.evaluate(rememberFilled);
  await page.emulateMedia({ forcedColors: "active" });
  await expect
    .poll(() => page.evaluate(findLost), { message: `${name}: lost in forced colours` })
    .toEqual([]);
  await page.emulateMedia({ forcedColors: "none" });
}

/** Whoever asks for less motion sees none: neither now nor when something changes. */
async function expectNoMotion(page: Page, name: string): Promise<void> {
  const wanted = await page.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(() => page.evaluate(findMotion), { message: `${name}: moves` }).toEqual([]);
  if (!wanted) await page.emulateMedia({ reducedMotion: "no-preference" });
}

/** Runs in the page, in its own colours: keeps the elements that say something by their background alone. */
function rememberFilled(): void {
  const backgroundOf = (element: Element | null): string => {
    if (!element) return "";
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor.endsWith(", 0)") ? backgroundOf(element.parentElement) : backgroundColor;
  };
  const isControl = (element: Element) => element.matches("button, summary, a[href], input, [role=button]");
  const isEmpty = (element: Element) => element.childElementCount === 0 && !element.textContent;
  const filled = [...document.body.querySelectorAll(":not(svg *)")].filter(
    (element) =>
      element.checkVisibility() &&
      (isControl(element) || isEmpty(element)) &&
      !element.matches("svg, img, input, .sr-only, [role=presentation]") &&
      backgroundOf(element) !== backgroundOf(element.parentElement),
  );
  Object.assign(window, { filledElements: filled });
}

/** Runs in the page, in forced colours. @returns what is not to be seen any more */
function findLost(): string[] {
  const inView = (element: Element) => element.isConnected && element.checkVisibility();
  const name = (what: string, element: Element) => `${what}: ${element.outerHTML.slice(0, 160)}`;
  const edges = (style: CSSStyleDeclaration) =>
    ["top", "right", "bottom", "left"].map((side) =>
      style.getPropertyValue(`border-${side}-style`) === "none"
        ? "0px"
        : style.getPropertyValue(`border-${side}-width`),
    );
  const backgroundOf = (element: Element | null): string => {
    if (!element) return "";
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor.endsWith(", 0)") ? backgroundOf(element.parentElement) : backgroundColor;
  };
  const look = (element: Element) => {
    const style = getComputedStyle(element);
    return [
      backgroundOf(element),
      style.color,
      ...edges(style),
      style.borderBottomColor,
      style.textDecorationLine,
    ].join(" ");
  };

  const { filledElements = [] } = window as { filledElements?: Element[] };
  const fills = filledElements.filter((element) => {
    const style = getComputedStyle(element);
    const isFilled = style.forcedColorAdjust === "none";
    return inView(element) && !isFilled && edges(style).every((width) => width === "0px");
  });

  const CHOSEN =
    "[aria-current=page], [aria-pressed=true], [aria-selected=true], label:has(input.sr-only:checked)";
  const same = [...document.querySelectorAll(CHOSEN)].filter((chosen) => {
    const group = chosen.closest("nav, fieldset, ul, [role=group], [role=tablist], [role=radiogroup]");
    const others = [...(group?.querySelectorAll(chosen.localName) ?? [])].filter(
      (other) => !other.matches(CHOSEN) && inView(other),
    );
    return inView(chosen) && others.some((other) => look(other) === look(chosen));
  });

  const focused = document.activeElement as HTMLElement | null;
  const unmarked = [
    ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary"),
  ].filter((control) => {
    control.focus({ preventScroll: true });
    if (!inView(control) || document.activeElement !== control) return false;
    const shown = control.matches(".sr-only") ? (control.closest("label") ?? control) : control;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return outlineStyle === "none" || outlineWidth === "0px";
  });
  if (focused) focused.focus({ preventScroll: true });

  return [
    ...fills.map((element) => name("only a background", element)),
    ...same.map((element) => name("chosen like the others", element)),
    ...unmarked.map((element) => name("focus without an outline", element)),
  ];
}

/** Runs in the page. @returns what moves, or would move when it changes */
function findMotion(): string[] {
  const longest = (durations: string) => Math.max(...durations.split(",").map(Number.parseFloat));
  const moves = (element: Element, pseudo: string | null) => {
    const style = getComputedStyle(element, pseudo);
    // Seconds. Next to nothing is left, so that what waits for the end of a transition still hears of it.
    const isAnimated = style.animationName !== "none" && longest(style.animationDuration) > 0.001;
    return isAnimated || longest(style.transitionDuration) > 0.001 || style.scrollBehavior === "smooth";
  };
  const elements = [...document.querySelectorAll("*")].filter((element) =>
    [null, "::before", "::after"].some((pseudo) => moves(element, pseudo)),
  );
  const running = document
    .getAnimations()
    .filter(({ playState, effect }) => playState === "running" && Number(effect?.getTiming().duration) > 1);
  return [
    ...elements.map(({ outerHTML }) => outerHTML.slice(0, 160)),
    ...running.map(
      ({ effect }) => `an animation of ${(effect as KeyframeEffect).target?.outerHTML.slice(0, 160)}`,
    ),
  ];
}
