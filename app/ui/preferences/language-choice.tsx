"use client";

import { useLanguage, useTexts } from "#texts";
import { LANGUAGES } from "@/lib/texts/language";

/**
 * Chooses the language of the texts. A plain form: it works without JavaScript. The choice is kept in a cookie. It is a client
 * component because it is in the footer of every page: the server then sends a reference to it, not its elements.
 */
export function LanguageChoice({ action }: { action: (form: FormData) => Promise<void> }) {
  const language = useLanguage();
  const t = useTexts("shell");
  return (
    <form action={action}>
      <fieldset className="flex w-fit flex-wrap rounded-full border border-line p-0.5">
        <legend className="sr-only">{t.language}</legend>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <button
            key={code}
            type="submit"
            name="language"
            value={code}
            lang={code}
            aria-pressed={code === language}
            className="cursor-pointer rounded-full px-3 py-1 outline-offset-2 hover:text-ink aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink forced-colors:aria-pressed:underline"
          >
            {name}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
