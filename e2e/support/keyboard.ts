import { expect, type Locator } from "@playwright/test";

/**
 * Presses a key where the user expects the focus to be: once this element has it. Unlike `locator.press`, it does not
 * move the focus there.
 */
export async function pressOn(element: Locator, key: string): Promise<void> {
  await expect(element).toBeFocused();
  await element.page().keyboard.press(key);
}

/** Types into the field where the user expects the focus to be. What is selected in it is replaced. */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await expect(field).toBeFocused();
  await field.page().keyboard.type(text);
}
