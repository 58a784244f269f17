const isUsable = (element: HTMLElement) => element.isConnected && !element.closest("[inert]");

/**
 * Remembers where an element stands, for the moment when it has been removed together with the focus.
 *
 * @returns moves the focus to the row after the element's own, or else to the row before it, to the heading of its
 *   section, or to the page. None of them is a button: a further key press triggers nothing.
 */
export function rememberPlace(element: Element): () => void {
  const row = element.closest("li");
  const rows = row?.parentElement ? [...row.parentElement.children] : [];
  const index = row ? rows.indexOf(row) : 0;
  const heading = row?.closest("section")?.querySelector("h2");
  const candidates = [...rows.slice(index + 1), ...rows.slice(0, index).reverse(), heading];
  return () => {
    const target = candidates.filter((candidate) => candidate instanceof HTMLElement).find(isUsable);
    if (!target) {
      document.getElementById("main")?.focus({ preventScroll: true });
      return;
    }
    target.tabIndex = -1;
    target.focus();
  };
}
