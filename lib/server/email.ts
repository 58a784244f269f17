/**
 * E-mail addresses: the canonical form that identifies an account, and the form that is displayed.
 */
import { domainToASCII, domainToUnicode } from "node:url";

/** As long as any address may be (RFC 5321 §4.5.3.1.3). */
export const MAX_EMAIL = 254;

/**
 * Brings an address into its canonical form: compatibility forms folded (NFKC), lower case, the domain in
 * its ASCII form (RFC 5890 §2.3.2.1), because some browsers send `bücher.example` and others `xn--bcher-kva.example`.
 * Normalise first, validate afterwards. No address has a U+0000, which PostgreSQL refuses even to look for.
 */
export function canonicalEmail(email: string): string {
  const folded = email.normalize("NFKC").replaceAll("\0", "\uFFFD").trim().toLowerCase();
  const at = folded.lastIndexOf("@");
  const domain = asciiDomain(folded.slice(at + 1));
  return at > 0 && domain ? `${folded.slice(0, at)}@${domain}` : folded;
}

/**
 * `domainToASCII` reads the host of a URL: it stops at "/", "?", "#" and "\\", decodes "%" and leaves tabs out. So only what
 * can be a domain is given to it: no other domain may be cut down to one.
 *
 * @returns the ASCII form; the empty string for what is no domain
 */
function asciiDomain(domain: string): string {
  return /[^\P{ASCII}a-z0-9.-]/u.test(domain) ? "" : domainToASCII(domain);
}

/**
 * Whether folding has made a plain character of another one before the "@": "ſam" became "sam", which is another mailbox to
 * a mail server (RFC 6532, section 3.1). Harmless for an address that we write to ourselves: the message goes to the folded
 * one.
 */
export function foldsToAnotherMailbox(email: string): boolean {
  const [before = ""] = email.trim().split("@", 1);
  const folded = before
    .replace(/\p{ASCII}+/gu, "")
    .normalize("NFKC")
    .toLowerCase();
  return /\p{ASCII}/u.test(folded);
}

/** @returns the address as people write it, with a domain in its own script */
export function displayEmail(canonical: string): string {
  if (!canonical.includes("xn--")) return canonical; // no domain that was ever written in another form
  const at = canonical.lastIndexOf("@");
  const domain = domainToUnicode(canonical.slice(at + 1));
  return at > 0 && domain ? `${canonical.slice(0, at)}@${domain}` : canonical;
}
