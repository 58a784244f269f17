/** Short names: they stand in addresses and tokens. */

const MIN_LENGTH = 3;
const MAX_LENGTH = 40;
/** 3 to 40 of `a-z 0-9 -`. */
export const SLUG = new RegExp(`^[a-z0-9-]{${MIN_LENGTH},${MAX_LENGTH}}$`);

/**
 * Makes a short name from a name: "Café Zürich" becomes `cafe-zurich`.
 *
 * @param fallback for a name without enough letters or digits of ASCII, such as one in another script; itself a good slug
 */
export function slugFrom(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  return slug.length >= MIN_LENGTH ? slug : fallback;
}

/** @returns the slugs to try for a name, the best one first; the last ends in `suffix`, which is random */
export function slugCandidates(name: string, suffix: string): [string, string] {
  const slug = slugFrom(name, `org-${suffix}`);
  const short = slug.slice(0, MAX_LENGTH - suffix.length - 1).replace(/-+$/, "");
  return [slug, `${short}-${suffix}`];
}
