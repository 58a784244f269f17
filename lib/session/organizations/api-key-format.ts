/**
 * The form of an API key: a prefix, 40 random characters, and six that are their checksum. The prefix lets a scanner of
 * source code find a key that was published by mistake. The checksum tells a typing error apart from an unknown key,
 * without a look-up.
 */
import { API_KEY_PREFIX } from "@/lib/session/product";
import { base62, crc32 } from "./base62";

/** 40 characters of base62 have 238 bits. */
export const KEY_SECRET_LENGTH = 40;
const CHECKSUM_LENGTH = 6;
const FORM = new RegExp(`^${API_KEY_PREFIX}([0-9A-Za-z]{40})[0-9A-Za-z]{6}$`);
/** What a list shows of a key: the prefix and six characters; more than 200 bits stay secret. */
const SHOWN_LENGTH = API_KEY_PREFIX.length + 6;

/**
 * @param secret `KEY_SECRET_LENGTH` random characters of base62
 * @returns the whole key
 */
export function formatApiKey(secret: string): string {
  return `${API_KEY_PREFIX}${secret}${base62(crc32(secret), CHECKSUM_LENGTH)}`;
}

/** @returns whether a bearer token claims to be an API key; no access token begins like one */
export function isApiKey(token: string): boolean {
  return token.startsWith(API_KEY_PREFIX);
}

/** @returns whether a text has the form of a key, and the checksum that goes with it */
export function hasValidChecksum(token: string): boolean {
  const [, secret] = FORM.exec(token) ?? [];
  return secret !== undefined && formatApiKey(secret) === token;
}

/** @returns the first characters of a key, to recognize it by */
export function shownPrefix(key: string): string {
  return key.slice(0, SHOWN_LENGTH);
}
