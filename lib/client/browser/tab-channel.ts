import type { TabChannel } from "./environment";
import { formatTabMessage, parseTabMessage, type TabMessage } from "./tab-message";

const NAME = "latchkey";

/** What of `window` the channel uses. */
export interface ChannelScope {
  BroadcastChannel?: typeof BroadcastChannel;
  localStorage: Pick<Storage, "setItem" | "removeItem">;
  addEventListener(type: "storage", listener: (event: StorageEvent) => void): void;
  removeEventListener(type: "storage", listener: (event: StorageEvent) => void): void;
}

/**
 * Opens the line to the other tabs of this browser: a BroadcastChannel, or the `storage` event where there is none.
 * Whatever arrives out of shape is dropped.
 */
export function openTabChannel(scope: ChannelScope, receive: (message: TabMessage) => void): TabChannel {
  function accept(value: unknown): void {
    const message = parseTabMessage(value);
    if (message) receive(message);
  }

  if (scope.BroadcastChannel) {
    const channel = new scope.BroadcastChannel(NAME);
    channel.onmessage = ({ data }) => accept(data);
    return {
      post: (message) => channel.postMessage(formatTabMessage(message)),
      close: () => channel.close(),
    };
  }

  function onStorage({ key, newValue }: StorageEvent): void {
    if (key === NAME) accept(newValue);
  }
  scope.addEventListener("storage", onStorage);
  return {
    post(message) {
      try {
        scope.localStorage.setItem(NAME, formatTabMessage(message));
        // Taken out at once: nothing is kept, and the same message twice is two events.
        scope.localStorage.removeItem(NAME);
      } catch {
        // Storage is full or forbidden: the other tabs find out when they are looked at.
      }
    },
    close: () => scope.removeEventListener("storage", onStorage),
  };
}
