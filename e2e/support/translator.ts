import type { Page } from "@playwright/test";
import { waitForHydratedElements } from "./hydration";

/**
 * Changes the page as a browser's translator does: wraps each text in a `<font>`, including texts that appear later. It
 * begins once the page is complete, as with a user.
 */
export async function translate(page: Page): Promise<void> {
  await waitForHydratedElements(page, "main button, main a, main textarea");
  await page.evaluate(() => {
    const isSkipped = (parent: Element | null) =>
      !parent || parent.closest("font, script, style, textarea, title");
    function wrapTexts(root: Node): void {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = root instanceof Text ? [root] : [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!text.data.trim() || isSkipped(text.parentElement)) continue;
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(text);
      }
    }
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) wrapTexts(node);
    }).observe(document.body, { childList: true, subtree: true });
    wrapTexts(document.body);
  });
}
