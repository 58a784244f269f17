import { PRODUCT_SLUG } from "@/lib/session/product";
import type { TabChannel } from "./environment";
import { formatTabMessage, parseTabMessage, type TabMessage } from "./tab-message";

const CHANNEL_NAME = PRODUCT_SLUG;

/**
 * Opens the BroadcastChannel to the other tabs of this browser.
 *
 * @param receive called with each message of another tab; whatever has not the form of one is dropped
 */
export function openTabChannel(receive: (message: TabMessage) => void): TabChannel {
  const channel = new BroadcastChannel(CHANNEL_NAME);
  channel.onmessage = ({ data }) => {
    const message = parseTabMessage(data);
    if (message) receive(message);
  };
  return {
    post: (message) => channel.postMessage(formatTabMessage(message)),
    close: () => channel.close(),
  };
}
