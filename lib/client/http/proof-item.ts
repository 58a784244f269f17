import { PRODUCT_SLUG } from "@/lib/session/product";

/**
 * The item in the browser's storage that is there while sessions may be bound to its key. Its value is the newest nonce of
 * the server, which is no secret; empty before the first.
 */
export const PROOF_ITEM = `${PRODUCT_SLUG}:proof`;
