/** Recovery codes: for a user who has lost every other second factor. Ten, each good once. */
import type { Change } from "@/lib/session/decision";
import type { RecoveryCodeRecord } from "@/lib/session/sign-in/sign-in-records";

export const RECOVERY_CODE_COUNT = 10;

/** Base 32 by Douglas Crockford: without I, L, O and U, which are easily misread. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;
/** The first symbols find the row. The other thirteen, 65 bits, are only known by their hash (OWASP ASVS 5.0, 6.5.2). */
const SELECTOR_LENGTH = 3;
/** Random bytes that make one code: 80 bits, five for a symbol. */
export const RECOVERY_CODE_BYTES = 10;

/** @returns a code as its user sees it: `XXXX-XXXX-XXXX-XXXX`, made of `RECOVERY_CODE_BYTES` random bytes */
export function formatRecoveryCode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const symbols = bits.match(/.{5}/g)?.map((five) => ALPHABET[Number.parseInt(five, 2)]) ?? [];
  return (symbols.join("").match(/.{4}/g) ?? []).join("-");
}

/**
 * Reads a code as a user types it: in any letter case, with or without hyphens and spaces, with O for 0 and I or L for 1.
 *
 * @returns sixteen symbols; or null when it cannot be a recovery code
 */
export function normalizeRecoveryCode(typed: string): string | null {
  const symbols = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const isCode = symbols.length === LENGTH && [...symbols].every((symbol) => ALPHABET.includes(symbol));
  return isCode ? symbols : null;
}

/** @returns the part of a normalized code that finds its row */
export function selectorOf(code: string): string {
  return code.slice(0, SELECTOR_LENGTH);
}

/** @returns how many codes are left */
export function recoveryCodesLeft(codes: RecoveryCodeRecord[]): number {
  return codes.filter(({ usedAt }) => usedAt === null).length;
}

/**
 * Spends a code (OWASP ASVS 5.0, 6.5.1).
 *
 * @param codes of the user, read under the user's lock
 * @param matchedId the code whose hash was found to match; null when none did
 * @returns the changes that spend it; or null when it is not one of the codes, or was used before
 */
export function spendRecoveryCode(
  codes: RecoveryCodeRecord[],
  matchedId: string | null,
  now: number,
): Change[] | null {
  const code = codes.find(({ id, usedAt }) => id === matchedId && usedAt === null);
  return code ? [{ kind: "update-recovery-code", id: code.id, set: { usedAt: now } }] : null;
}
