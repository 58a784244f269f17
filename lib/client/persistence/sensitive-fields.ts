/**
 * Fields whose content is kept nowhere: passwords, one-time codes, cards.
 */
const SECRET = ["password", "passwd", "passphrase", "passcode", "pwd", "pin", "otp", "totp", "secret"];
const CARD = ["card", "cc", "cvc", "cvv", "csc", "iban"];
/** "Code" is one of these, or stands alone; a postcode and a country code are none. */
const CODE = ["time", "security", "verification", "recovery", "backup", "sms", "auth", "login", "mfa", "2fa"];

/** @param name a form's or field's name, id or `autocomplete` token, in any spelling */
export function isSecretField(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words.some((word, index) => {
    if (SECRET.includes(word) || CARD.includes(word)) return true;
    return word === "code" && (words.length === 1 || CODE.includes(words[index - 1] ?? ""));
  });
}

/** @returns the first name in `value`, however deep, whose content must not be kept; null when there is none. */
export function findSecretField(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [name, content] of Object.entries(value)) {
    const found = isSecretField(name) ? name : findSecretField(content);
    if (found) return found;
  }
  return null;
}
