/** Choosing the language of the texts from a plain form, which works without JavaScript. */
import "server-only";
import { keepLanguage } from "@/lib/server/account/account";
import { LANGUAGE_COOKIE } from "@/lib/texts/language";
import { languageForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";

const YEAR_SECONDS = 365 * 86_400;

/**
 * Keeps the choice in a cookie of this host for a year, and with the account of a user who is signed in: e-mails are in
 * that language.
 *
 * @returns null; or the codes of every form
 */
export const chooseLanguageFromForm = formAction(
  languageForm,
  async ({ language }, { credentials: { refresh } }) => {
    const cookie = { name: LANGUAGE_COOKIE, value: language, httpOnly: false, maxAge: YEAR_SECONDS };
    await writeCookies([{ ...cookie, domain: null }]);
    if (refresh) await keepLanguage(refresh.token, language);
    return null;
  },
  { whileImpersonating: true },
);
