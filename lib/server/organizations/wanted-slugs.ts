import { newId } from "@/lib/server/crypto";
import { slugCandidates } from "@/lib/session/organizations/slug";

/** Letters and digits at the end of a slug that would be taken without them. */
const SUFFIX_LENGTH = 6;

/** @returns the slugs to try: the one that was asked for, or those that fit the name, the best one first */
export function wantedSlugs(name: string, slug: string | undefined): string[] {
  const suffix = newId()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, SUFFIX_LENGTH);
  return slug === undefined ? slugCandidates(name, suffix) : [slug];
}
