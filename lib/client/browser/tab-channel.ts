import { PRODUCT_SLUG } from "@/lib/session/product";
import type { TabChannel } from "./environment";

const CHANNEL_NAME = PRODUCT_SLUG;

/**
 * Opens the BroadcastChannel to the other tabs of this browser.
 *
 * @param receive called with each message of another tab, which may be of another build of this app; whatever is no text is
 *   dropped
 */
export function openTabChannel(receive: (message: string) => void): TabChannel {
  const channel = new BroadcastChannel(CHANNEL_NAME);
  channel.onmessage = ({ data }) => {
    if (typeof data === "string") receive(data);
  };
  return {
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
