/**
 * Reads a code as a user types it: pasted with spaces, or with digits of full width.
 *
 * @returns the code without white space, in plain digits
 */
export function plainCode(typed: string): string {
  return typed.normalize("NFKC").replace(/\s/g, "");
}
