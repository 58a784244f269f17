/**
 * Parses User-Agent Client Hints: structured-field headers (RFC 9651) with a browser's brands, its platform and, where
 * a server asked for them, exact versions and the model.
 */

/** The headers as they were in the request; null for one that was absent. */
export interface ClientHintHeaders {
  /** `Sec-CH-UA` */
  brands: string | null;
  /** `Sec-CH-UA-Full-Version-List` */
  fullVersionList: string | null;
  /** `Sec-CH-UA-Mobile` */
  mobile: string | null;
  /** `Sec-CH-UA-Platform` */
  platform: string | null;
  /** `Sec-CH-UA-Platform-Version` */
  platformVersion: string | null;
  /** `Sec-CH-UA-Model` */
  model: string | null;
}

export interface ClientHintBrand {
  name: string;
  version: string | null;
}

const MAX_BYTES = 512;
// One member of the list. Each character can match in one way only, so the time is linear.
const MEMBER = /\s*"((?:[^"\\]|\\.)*)"\s*(?:;\s*v\s*=\s*"([^"]*)")?\s*(?:,|$)/y;
// Browsers add an invented brand, so that servers do not depend on the form of the list: "Not A;Brand", "Not/A)Brand",
// …
const GREASE = /^[^a-z0-9]*not[^a-z0-9]*a[^a-z0-9]*brand[^a-z0-9]*$/i;

/**
 * Makes a header value safe to parse, store and show: printable ASCII only (no control characters, nothing that
 * changes the direction of text), at most 512 bytes.
 *
 * @returns null when nothing is left
 */
export function cleanHeader(value: string | null): string | null {
  const clean = value
    ?.slice(0, MAX_BYTES)
    .replace(/[^\x20-\x7e]+/g, "")
    .trim();
  return clean ? clean : null;
}

/** @returns the brands of a `Sec-CH-UA` list without the invented one; stops at the first member it cannot parse. */
export function parseBrands(header: string | null): ClientHintBrand[] {
  const list = cleanHeader(header) ?? "";
  const brands: ClientHintBrand[] = [];
  MEMBER.lastIndex = 0;
  for (let match = MEMBER.exec(list); match && match[0] !== ""; match = MEMBER.exec(list)) {
    const name = unescaped(match[1] ?? "");
    if (name && !GREASE.test(name)) brands.push({ name, version: match[2] || null });
  }
  return brands;
}

/** @returns the content of a structured-field string; null when it is empty or not such a string. */
export function parseHintString(header: string | null): string | null {
  const match = /^"((?:[^"\\]|\\.)*)"$/.exec(cleanHeader(header) ?? "");
  return unescaped(match?.[1] ?? "") || null;
}

/** @returns a structured-field boolean, or null when the header says neither. */
export function parseHintBoolean(header: string | null): boolean | null {
  const value = cleanHeader(header);
  return value === "?1" ? true : value === "?0" ? false : null;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1").trim();
}
