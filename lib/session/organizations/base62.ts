/** Numbers in base62, and the checksum of a text. */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The largest multiple of 62 that a byte can count to: bytes from here on would make some digits more likely. */
const FAIR_BYTES = 256 - (256 % DIGITS.length);

/**
 * @param value a whole number from 0, smaller than 62 to the power of `length`
 * @returns its digits, with zeros in front
 */
export function base62(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / DIGITS.length)) {
    text = `${DIGITS[rest % DIGITS.length]}${text}`;
  }
  return text;
}

/**
 * Turns random bytes into digits, each equally likely.
 *
 * @returns at most one digit for each byte: about three of a hundred bytes are dropped
 */
export function fairDigits(bytes: Iterable<number>): string {
  return [...bytes]
    .filter((byte) => byte < FAIR_BYTES)
    .map((byte) => DIGITS[byte % DIGITS.length])
    .join("");
}

/** @returns the CRC-32 (ISO-HDLC, as in PNG and zip) of an ASCII text, as a whole number of 32 bits */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
