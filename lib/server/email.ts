/**
 * E-mail addresses: the canonical form that identifies an account, and the form that is displayed.
 */
import { domainToASCII, domainToUnicode } from "node:url";

/**
 * Brings an address into its canonical form: compatibility forms folded (NFKC), lower case, the domain in
 * its ASCII form (RFC 5890 §2.3.2.1), because some browsers send `bücher.example` and others `xn--bcher-kva.example`.
 * Normalise first, validate afterwards.
 */
export function canonicalEmail(email: string): string {
  const folded = email.normalize("NFKC").trim().toLowerCase();
  const at = folded.lastIndexOf("@");
  const domain = domainToASCII(folded.slice(at + 1));
  return at > 0 && domain ? `${folded.slice(0, at)}@${domain}` : folded;
}

/** @returns the address as people write it, with a domain in its own script */
export function displayEmail(canonical: string): string {
  if (!canonical.includes("xn--")) return canonical; // no domain that was ever written in another form
  const at = canonical.lastIndexOf("@");
  const domain = domainToUnicode(canonical.slice(at + 1));
  return at > 0 && domain ? `${canonical.slice(0, at)}@${domain}` : canonical;
}
