import { PRODUCT_PREFIX } from "@/lib/session/product";

/** Whether the drawer was left open. The server reads it, to watch a page's calls from the first one. It holds nothing personal. */
export const UNDER_THE_HOOD_COOKIE = `${PRODUCT_PREFIX}under_the_hood`;
export const OPEN = "open";
export const CLOSED = "closed";
