import { chooseLanguage, LANGUAGE_COOKIE, type Language } from "@/lib/texts/language";
import { readCookies } from "./cookie-header";

/** @returns the language that a request asks for: its cookie's, else that of `Accept-Language`, else English */
export function languageOf(headers: Headers): Language {
  const chosen = readCookies(headers.get("cookie"), LANGUAGE_COOKIE).get(LANGUAGE_COOKIE);
  return chooseLanguage(chosen, headers.get("accept-language"));
}
