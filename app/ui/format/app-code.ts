import { plainCode } from "@/lib/session/factors/typed-code";

/**
 * Tells the two kinds of codes apart that a user may type into one field.
 *
 * @returns six digits without the spaces that people and apps write between them; null for any other text, which may be a
 *   recovery code
 */
export function parseAppCode(typed: string): string | null {
  const bare = plainCode(typed);
  return /^\d{6}$/.test(bare) ? bare : null;
}
