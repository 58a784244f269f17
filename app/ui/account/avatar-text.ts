/** The tones of avatars: hues that are far enough apart to be told from each other. */
const TONES = [
  "[--avatar-hue:20]",
  "[--avatar-hue:60]",
  "[--avatar-hue:105]",
  "[--avatar-hue:150]",
  "[--avatar-hue:195]",
  "[--avatar-hue:240]",
  "[--avatar-hue:285]",
  "[--avatar-hue:335]",
] as const;

/** @returns the class of a user's colour: the same on every page and device, also after a change of name */
export function avatarTone(userId: string): string {
  let hash = 0;
  for (const character of userId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return TONES[hash % TONES.length] ?? TONES[0];
}

/** @returns the first letters of the first and the last word of a name, in capitals */
export function initials(name: string): string {
  const words = name.split(/\s+/u).flatMap((word) => word.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? []);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.join("").toLocaleUpperCase("en") || "?";
}
