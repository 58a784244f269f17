/** Values that this tab keeps over its documents, and no other tab sees. A browser without storage forgets them. */

export function getTabItem(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value in this tab, if the browser lets us. */
export function setTabItem(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage is forbidden or full: the value is lost.
  }
}
