/** The name of the product. `npm run rename` changes it here, and in what cannot import it. */
export const PRODUCT_NAME = "Latchkey";

/** The name in identifiers, such as those of locks and storage: lower-case letters, digits and hyphens. */
export const PRODUCT_SLUG = "latchkey";

/** What the names of cookies and metrics begin with: no hyphen can stand in the latter. */
export const PRODUCT_PREFIX = "latchkey_";
