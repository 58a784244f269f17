/**
 * The password policy: long passwords that attackers do not guess first. No rules about kinds of characters, no forced
 * changes (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5.0, 6.2.1 to 6.2.12).
 */
import { dictionary } from "@zxcvbn-ts/language-common";
import { type Failure, fail } from "@/lib/session/failure";
import { PRODUCT_NAME, PRODUCT_SLUG } from "@/lib/session/product";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";
import { commonLongPasswords } from "./common-long-passwords";

/** In code points: the least for a password that is the only factor. */
export const MIN_LENGTH = 15;
/** In bytes of UTF-8: bounds the work of hashing. */
export const MAX_BYTES = 1024;
/** How many code points have to remain when every easily guessed part is removed. */
const MIN_OWN = 8;
const MIN_DISTINCT = 5;
/** How many of the most common passwords are also looked for inside a longer one, and from which length on. */
const COMMON_PARTS = 3000;
const MIN_COMMON_PART = 5;

/** OWASP ASVS 5.0, 6.2.4 asks for at least 3000 that fit the policy; the long list alone has more. */
const common = new Set<string>([...dictionary["passwords-common"], ...commonLongPasswords()]);
/** The longest first, so that "password1" is removed as a whole. */
const commonParts = dictionary["passwords-common"]
  .slice(0, COMMON_PARTS)
  .filter((word) => word.length >= MIN_COMMON_PART)
  .sort((a, b) => b.length - a.length);

/** The facts about a user that an attacker tries first. A password must not consist of them. */
export interface PasswordContext {
  email: string;
  name: string;
}

/** @returns `invalid_request` with what is wrong with a field `newPassword`; null when it is accepted */
export function refuseNewPassword(
  newPassword: string,
  context: PasswordContext,
): Failure<"invalid_request"> | null {
  const message = passwordProblem(newPassword, context);
  return message === null ? null : fail("invalid_request", { issues: [{ path: "newPassword", message }] });
}

/**
 * @returns what is wrong with a password, as a sentence for the user; null when it is accepted
 */
export function passwordProblem(password: string, context: PasswordContext): string | null {
  const points = [...password];
  if (points.length < MIN_LENGTH) return fillIn(validation.passwordShort, { least: MIN_LENGTH });
  if (Buffer.byteLength(password) > MAX_BYTES) return fillIn(validation.passwordLong, { most: MAX_BYTES });
  const lower = password.toLowerCase();
  const unit = repeatedUnit(lower);
  const isCommon =
    common.has(lower) ||
    common.has(unit) ||
    [...unit].length < MIN_OWN ||
    [...withoutCommonParts(lower)].length < MIN_OWN;
  if (isCommon || new Set(points).size < MIN_DISTINCT || isRun(lower)) {
    return validation.passwordCommon;
  }
  if ([...withoutContext(lower, context)].length < MIN_OWN) {
    return validation.passwordPersonal;
  }
  return null;
}

/** @returns the shortest piece whose repetition is the whole text; the text itself when there is none. */
function repeatedUnit(text: string): string {
  const length = (text + text).indexOf(text, 1);
  return text.slice(0, length);
}

/** Whether each character follows or precedes the one before in Unicode, as in 123456789012345 or abcdefghijklmnop. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  const neighbours = steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9);
  return neighbours.length === steps.length;
}

/** Easily guessed parts do not count towards the length: common passwords, runs such as 1234, repeats such as aaaa. */
function withoutCommonParts(text: string): string {
  const rest = commonParts.reduce((left, word) => left.replaceAll(word, ""), text);
  return withoutRuns(rest.replace(/(.)\1{2,}/gsu, "$1"));
}

/** Removes every ascending or descending run of four characters or more. */
function withoutRuns(text: string): string {
  const characters = [...text];
  const kept: string[] = [];
  let start = 0;
  for (let at = 1; at <= characters.length; at += 1) {
    const step = stepBetween(characters, at);
    if (Math.abs(step) === 1 && (at - start < 2 || step === stepBetween(characters, at - 1))) continue;
    const run = characters.slice(start, at);
    if (run.length < 4) kept.push(...run);
    start = at;
  }
  return kept.join("");
}

function stepBetween(characters: string[], at: number): number {
  return (characters[at]?.codePointAt(0) ?? Number.NaN) - (characters[at - 1]?.codePointAt(0) ?? 0);
}

function withoutContext(text: string, { email, name }: PasswordContext): string {
  const words = [PRODUCT_NAME, PRODUCT_SLUG, email, ...email.split(/[@.+_-]/), ...name.split(/\s+/)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  return words.reduce((rest, word) => rest.replaceAll(word, ""), text);
}
