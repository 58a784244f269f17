import { PRODUCT_SLUG } from "@/lib/session/product";

/** The `type` of the message by which our page in a hidden frame hands the identity provider's answer to the page around it. */
export const SILENT_MESSAGE = `${PRODUCT_SLUG}:silent`;
