/**
 * The two forms of an ES256 signature: JWTs have two numbers of 32 bytes side by side (RFC 7518 §3.4), OpenSSL has them in
 * DER (RFC 3279 §2.2.3). Node can convert them itself (`ieee-p1363`), but then signing takes twice as long, and
 * verifying half as long again.
 */
const NUMBER_LENGTH = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** @param signature 64 bytes */
export function toDer(signature: Uint8Array): Buffer {
  const numbers = [signature.subarray(0, NUMBER_LENGTH), signature.subarray(NUMBER_LENGTH)].flatMap(
    derInteger,
  );
  const length = numbers.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.of(SEQUENCE, length), ...numbers]);
}

/** The shortest form of a number that is not negative: without zeros in front, except before a first bit that is set. */
function derInteger(number: Uint8Array): Uint8Array[] {
  const start = number.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : number.subarray(start);
  const isSigned = (digits[0] ?? 0) >= 0x80;
  const head = isSigned ? [INTEGER, digits.length + 1, 0] : [INTEGER, digits.length];
  return [Uint8Array.from(head), digits];
}

/**
 * @param der as OpenSSL makes it, for a key of P-256
 * @returns 64 bytes
 */
export function fromDer(der: Buffer): Buffer {
  const signature = Buffer.alloc(2 * NUMBER_LENGTH);
  const [, , , rLength = 0] = der;
  const s = 4 + rLength;
  const sLength = der[s + 1] ?? 0;
  writeNumber(signature, 0, der.subarray(4, s));
  writeNumber(signature, NUMBER_LENGTH, der.subarray(s + 2, s + 2 + sLength));
  return signature;
}

/** Right-aligned; the zero in front of a full number is left out. */
function writeNumber(signature: Buffer, at: number, digits: Buffer): void {
  const kept = digits.subarray(Math.max(0, digits.length - NUMBER_LENGTH));
  signature.set(kept, at + NUMBER_LENGTH - kept.length);
}
