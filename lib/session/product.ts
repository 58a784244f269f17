/** The name of the product. `npm run rename` changes it here, and in what cannot import it. */
export const PRODUCT_NAME = "Latchkey";

/** The name in identifiers, such as those of locks and storage: lower-case letters, digits and hyphens. */
export const PRODUCT_SLUG = "latchkey";

/** What the names of cookies and metrics begin with: no hyphen can stand in the latter. */
export const PRODUCT_PREFIX = "latchkey_";

/**
 * What API keys begin with: small letters and an underscore. `npm run rename` makes it from the new name. A key that was
 * given out is refused under another prefix: where there are keys, put the old prefix back.
 */
export const API_KEY_PREFIX = "lk_";
