import { LANGUAGE_COOKIE, type Language, negotiateLanguage } from "@/lib/texts/language";
import { readCookies } from "./cookie-header";

/** @returns the language that a request asks for: its cookie's, else that of `Accept-Language`, else English */
export function languageOf(headers: Headers): Language {
  return languageOfHeaders(headers.get("cookie"), headers.get("accept-language"));
}

/** As `languageOf`, of the two headers as they came. */
export function languageOfHeaders(
  cookies: string | null | undefined,
  accepted: string | null | undefined,
): Language {
  const chosen = readCookies(cookies ?? null, LANGUAGE_COOKIE).get(LANGUAGE_COOKIE);
  return negotiateLanguage(chosen, accepted);
}
