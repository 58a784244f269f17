/** Choosing the language of the texts from a plain form, which works without JavaScript. */
import "server-only";
import { LANGUAGE_COOKIE } from "@/lib/texts/language";
import { languageForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";

const YEAR_SECONDS = 365 * 86_400;

/**
 * Keeps the choice in a cookie of this host for a year.
 *
 * @returns null; or the codes of every form
 */
export const chooseLanguageFromForm = formAction(
  languageForm,
  async ({ language }) => {
    const cookie = { name: LANGUAGE_COOKIE, value: language, httpOnly: false, maxAge: YEAR_SECONDS };
    await writeCookies([{ ...cookie, domain: null }]);
    return null;
  },
  { whileImpersonating: true },
);
