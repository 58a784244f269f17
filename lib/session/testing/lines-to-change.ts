/**
 * Holds a list to what there is. A test that finds a difference says what to do about it: which line of which list.
 *
 * @param place the file, and the list in it
 * @param found what the list should name
 * @param listed what it names
 * @param lineOf the line to add, ready to paste
 * @returns one instruction for each line to add or remove; empty when the list is right
 */
export function linesToChange(
  place: string,
  found: readonly string[],
  listed: readonly string[],
  lineOf = (name: string) => `"${name}",`,
): string[] {
  return [
    ...found.filter((name) => !listed.includes(name)).map((name) => `${place}: add ${lineOf(name)}`),
    ...listed.filter((name) => !found.includes(name)).map((name) => `${place}: remove the line of "${name}"`),
  ];
}
