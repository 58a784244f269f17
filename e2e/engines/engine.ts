/** The browser operations that the tests need, with any driver. One browser has one cookie jar. */
export interface EngineBrowser {
  newPage(): Promise<EnginePage>;
  close(): Promise<void>;
}

/** A window of its own: both drivers report too little about a hidden tab for these tests. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** @param expression JavaScript, evaluated in the page; its value has to survive JSON */
  evaluate<T>(expression: string): Promise<T>;
  /** Scrolls to an element and clicks it with the mouse. */
  click(selector: string): Promise<void>;
  /** Clears a field and types into it with the keyboard. */
  fill(selector: string, text: string): Promise<void>;
  /** Presses one key: `Tab`, `Enter`, `Escape` or a character. */
  press(key: string): Promise<void>;
  back(): Promise<void>;
  screenshot(): Promise<Buffer>;
}

export interface EngineOptions {
  scripts: boolean;
}

const POLL_MS = 50;

/**
 * Waits until an expression is true in a page. While a page is being replaced it gives no answer for a moment.
 *
 * @throws after `timeoutMs`, with the text that the page shows then
 */
export async function waitFor(page: EnginePage, expression: string, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await page.evaluate<boolean>(`Boolean(${expression})`).catch(() => false)) return;
    if (Date.now() > deadline) {
      const seen = await page.evaluate<string>("location.href + ' ' + document.body.innerText").catch(String);
      throw new Error(`Waited ${timeoutMs} ms in vain for ${expression}\nat ${seen.slice(0, 1500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** @returns an expression that is true when the page visibly shows a text */
export function shows(text: string): string {
  return `document.body.innerText.includes(${JSON.stringify(text)})`;
}

/** @returns an expression for the first visible element of a selector with this text or label */
function named(selector: string, name: string): string {
  return `[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) =>
    element.checkVisibility() && [element.ariaLabel, element.innerText].some((text) => text?.trim() === ${JSON.stringify(name)}))`;
}

/** The page rendered the element anew between the search and the click. */
const WAS_REPLACED = /stale element|no such element|Timed out/;
const MAX_CLICKS = 5;

/** Clicks the visible element of a selector whose text or label is `name`. */
export async function clickNamed(page: EnginePage, selector: string, name: string): Promise<void> {
  const element = named(selector, name);
  for (let click = 1; ; click += 1) {
    await waitFor(page, element);
    await page.evaluate(`(document.querySelectorAll("[data-clicked]").forEach((one) => one.removeAttribute("data-clicked")),
      ${element}.setAttribute("data-clicked", ""))`);
    try {
      return await page.click("[data-clicked]");
    } catch (error) {
      if (click === MAX_CLICKS || !WAS_REPLACED.test(String(error))) throw error;
    }
  }
}
