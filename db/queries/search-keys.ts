/** The form in which names and e-mail addresses are compared in a search. */
import { domainToUnicode } from "node:url";

/** The columns that are computed from a user's name and address. */
export interface SearchKeys {
  nameKey?: string;
  emailKey?: string;
}

/**
 * Folds a text for a search: compatibility forms and composed letters are one (NFKC), letter case and the width of white
 * space do not count. Upper case first makes "ß" and "ss" one, as full case folding does (Unicode 5.18); JavaScript has
 * no function for that.
 */
function foldForSearch(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ") // the only letter whose lower case depends on its place in a word
    .normalize("NFKC")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** @returns the pattern of `like` for what contains a text, in the form of the keys; `%` and `_` mean themselves */
export function containsPattern(text: string): string {
  return `%${foldForSearch(text).replace(/[\\%_]/g, "\\$&")}%`;
}

/**
 * @param user the values that are written; a value left out has no key
 * @returns the keys to write with them. An address's domain is searched as it is displayed, in its own script.
 */
export function searchKeys({ name, email }: { name?: string; email?: string }): SearchKeys {
  return {
    ...(name !== undefined && { nameKey: foldForSearch(name) }),
    ...(email !== undefined && { emailKey: foldForSearch(withUnicodeDomain(email)) }),
  };
}

function withUnicodeDomain(email: string): string {
  const at = email.lastIndexOf("@") + 1;
  return email.slice(0, at) + (domainToUnicode(email.slice(at)) || email.slice(at));
}
