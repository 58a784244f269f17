import { PRODUCT_PREFIX } from "@/lib/session/product";

/** Written before hydration, so that the server's next page has the reader's times. Missing on the first visit. */
export const TIME_ZONE_COOKIE = `${PRODUCT_PREFIX}zone`;
