/** How many colours avatars have; `app/theme.css` names a hue for each. */
const TONES = 8;

/** @returns the number of a user's colour: the same on every page and device, also after a change of name */
export function avatarTone(userId: string): number {
  return [...userId].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % TONES;
}

/** @returns the first letters of the first and the last word of a name, in capitals */
export function initials(name: string): string {
  const letters = name.match(/(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]\p{M}*/gu) ?? ["?"];
  return [letters[0], ...letters.slice(1).slice(-1)].join("").toUpperCase();
}
