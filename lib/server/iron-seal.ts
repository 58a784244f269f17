/**
 * Seals in the format of `iron-session` (Fe26.2: AES-256-CBC under an HMAC-SHA-256, with keys derived from the secret by
 * PBKDF2), which that library opens. It makes them by WebCrypto, in five trips to the thread pool: six times the processor
 * time, and behind the password hashes that wait there. `node:crypto` makes the same at once.
 */
import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

const PREFIX = "Fe26.2";
/** iron-session calls a single password so. */
const PASSWORD_ID = "1";
const NO_EXPIRY = "";
const VERSION = "~2";
const SALT_LENGTH = 32;
const IV_LENGTH = 16;
const KEY_LENGTH = 32;

/**
 * @param value an object of plain JSON values
 * @param secret at least 32 characters with as many bits: one iteration stretches nothing
 * @returns the seal, which does not expire
 */
export function ironSeal(value: object, secret: string): string {
  const salt = randomBytes(SALT_LENGTH).toString("hex");
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv("aes-256-cbc", keyFrom(secret, salt), iv);
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  const sealed = [PREFIX, PASSWORD_ID, salt, base64url(iv), base64url(encrypted), NO_EXPIRY].join("*");
  const macSalt = randomBytes(SALT_LENGTH).toString("hex");
  const mac = createHmac("sha256", keyFrom(secret, macSalt)).update(sealed).digest("base64url");
  return `${sealed}*${macSalt}*${mac}${VERSION}`;
}

/** A seal has two keys, because their salts differ. */
function keyFrom(secret: string, salt: string): Buffer {
  return pbkdf2Sync(secret, salt, 1, KEY_LENGTH, "sha1");
}

function base64url(bytes: Buffer): string {
  return bytes.toString("base64url");
}
