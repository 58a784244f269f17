"use client";

import { useEffect, useState } from "react";

/**
 * Takes the secret of a link from the fragment of the page's address, which no browser sends to a server, and removes it
 * from the address: it must not stay in the history, and no request may begin before it is gone.
 *
 * @param name `ticket` for `/login/link#ticket=…`
 * @param findKept where a page that was left meanwhile has kept the secret; must be the same function with each render
 * @returns undefined until the page has looked, null when the address has none
 */
export function useFragmentSecret(
  name: string,
  findKept: () => string | null = keepsNothing,
): string | null | undefined {
  const [secret, setSecret] = useState<string | null>();
  useEffect(() => {
    function take() {
      const found = new URLSearchParams(location.hash.slice(1)).get(name);
      if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
      // A second look finds the address without it.
      setSecret((before) => found ?? before ?? findKept());
    }
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, [name, findKept]);
  return secret;
}

function keepsNothing(): null {
  return null;
}
