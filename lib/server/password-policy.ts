/**
 * Which passwords are accepted: long ones that nobody guesses first. No rules about kinds of characters, no forced
 * changes (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5.0, 6.2.1 to 6.2.12).
 */
import { dictionary } from "@zxcvbn-ts/language-common";

/** In code points: the least for a password that is the only factor. */
export const MIN_LENGTH = 15;
/** In bytes of UTF-8: bounds the work of hashing. */
export const MAX_BYTES = 1024;
/** What has to be left of a password when everything about its owner is taken out, in code points. */
const MIN_OWN = 8;
const MIN_DISTINCT = 5;

const common = new Set<string>(dictionary["passwords-common"]);

/** What a password must not be made of: facts a guesser starts with. */
export interface PasswordContext {
  email: string;
  name: string;
}

/**
 * @returns what is wrong, in words for the person choosing it, or null when it is fine
 */
export function passwordProblem(password: string, context: PasswordContext): string | null {
  const points = [...password];
  if (points.length < MIN_LENGTH)
    return `Use at least ${MIN_LENGTH} characters. A few words in a row do well.`;
  if (Buffer.byteLength(password) > MAX_BYTES) return `Use at most ${MAX_BYTES} bytes.`;
  const lower = password.toLowerCase();
  const unit = repeatedUnit(lower);
  const isCommon = common.has(lower) || common.has(unit) || [...unit].length < MIN_OWN;
  if (isCommon || new Set(points).size < MIN_DISTINCT || isRun(lower)) {
    return "This is one of the first passwords anybody would try.";
  }
  if ([...withoutContext(lower, context)].length < MIN_OWN) {
    return "This is too close to your name, your e-mail address or the name of this site.";
  }
  return null;
}

/** @returns the shortest piece whose repetition is the whole text; the text itself when there is none. */
function repeatedUnit(text: string): string {
  const length = (text + text).indexOf(text, 1);
  return text.slice(0, length);
}

/** Neighbours all along, such as 123456789012345 or abcdefghijklmnop. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  const neighbours = steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9);
  return neighbours.length === steps.length;
}

function withoutContext(text: string, { email, name }: PasswordContext): string {
  const words = ["latchkey", email, ...email.split(/[@.+_-]/), ...name.split(/\s+/)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  return words.reduce((rest, word) => rest.replaceAll(word, ""), text);
}
