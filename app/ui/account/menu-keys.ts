/**
 * Decides where a key moves the focus in a menu.
 *
 * @param key as `KeyboardEvent.key` names it
 * @param at the index of the focused item; -1 while the focus is on the button that opens the menu
 * @param count how many items there are
 * @returns the index of the item to focus; null for a key that moves nothing
 */
export function nextMenuItem(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return at <= 0 ? count - 1 : at - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
