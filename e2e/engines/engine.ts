/** The operations that the tests need of a browser, with any driver. One browser has one cookie jar. */
export interface EngineBrowser {
  newPage(): Promise<EnginePage>;
  close(): Promise<void>;
}

/** A window of its own: both drivers say of a hidden tab less than a test needs. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** @param expression JavaScript, evaluated in the page; its value has to survive JSON */
  evaluate<T>(expression: string): Promise<T>;
  /** Clicks as a mouse does, after scrolling there. */
  click(selector: string): Promise<void>;
  /** Types into a field as a keyboard does, after clearing it. */
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
 * Waits until an expression is true in a page. A page that is being replaced answers nothing for a moment.
 *
 * @throws after `timeoutMs`, with what the page shows then
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

/** @returns an expression: whether the page shows a text to the eye */
export function shows(text: string): string {
  return `document.body.innerText.includes(${JSON.stringify(text)})`;
}

/** @returns an expression: the first visible element of a selector whose text or label is this */
function named(selector: string, name: string): string {
  return `[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) =>
    element.checkVisibility() && [element.ariaLabel, element.innerText].some((text) => text?.trim() === ${JSON.stringify(name)}))`;
}

/** Clicks the visible element of a selector whose text or label is `name`. */
export async function clickNamed(page: EnginePage, selector: string, name: string): Promise<void> {
  const element = named(selector, name);
  await waitFor(page, element);
  await page.evaluate(`(document.querySelectorAll("[data-clicked]").forEach((one) => one.removeAttribute("data-clicked")),
    ${element}.setAttribute("data-clicked", ""))`);
  await page.click("[data-clicked]");
}
