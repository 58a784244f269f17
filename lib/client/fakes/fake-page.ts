import type { Environment } from "@/lib/client/browser/environment";

type PageEvents = Pick<Environment, "onHide" | "onBfcache" | "onWake" | "onInput" | "isHidden">;

/** The events of one page, and what sets them off. */
export interface FakePage {
  events: PageEvents;
  wake(): void;
  storeInBfcache(): void;
  restoreFromBfcache(): void;
  /** Goes out of sight. @param leaves whether the page is being left */
  hide(leaves?: boolean): void;
  input(): void;
}

export function createFakePage(): FakePage {
  const onHide = new Set<(leaves: boolean) => void>();
  const onBfcache = new Set<() => void>();
  const onWake = new Set<(persisted: boolean) => void>();
  const onInput = new Set<() => void>();
  let isHidden = false;

  const listen =
    <Listener>(listeners: Set<Listener>) =>
    (run: Listener) => {
      listeners.add(run);
      return () => void listeners.delete(run);
    };

  return {
    events: {
      onHide: listen(onHide),
      onBfcache: listen(onBfcache),
      onWake: listen(onWake),
      onInput: listen(onInput),
      isHidden: () => isHidden,
    },
    wake() {
      isHidden = false;
      for (const run of onWake) run(false);
    },
    storeInBfcache() {
      for (const run of onBfcache) run();
    },
    restoreFromBfcache() {
      // Chromium makes the page visible first.
      for (const persisted of [false, true]) for (const run of onWake) run(persisted);
    },
    hide(leaves = false) {
      isHidden = true;
      for (const run of onHide) run(leaves);
    },
    input() {
      for (const run of onInput) run();
    },
  };
}
