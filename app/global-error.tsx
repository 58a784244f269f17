"use client";

import { useSyncExternalStore } from "react";
import "./globals.css";
import { failed as german } from "@/lib/texts/de/failed";
import { failed as english } from "@/lib/texts/en/failed";
import { DEFAULT_LANGUAGE, LANGUAGE_COOKIE, type Language, negotiateLanguage } from "@/lib/texts/language";
import { textsOf } from "@/lib/texts/message";
import { ErrorMessage, type FailedRender } from "./ui/feedback/error-page";

/** In every language: the layout that gives the texts of one is what failed. */
const FAILED = { en: english, de: german };
const subscribe = () => () => {};

/** Replaces a root layout that failed to render. It is a document of its own, in the system's theme. */
export default function GlobalError(props: FailedRender) {
  const language = useSyncExternalStore(subscribe, readLanguage, () => DEFAULT_LANGUAGE);
  const t = textsOf(FAILED[language] as typeof english, language);
  return (
    <html lang={language}>
      <body className="px-5 font-sans">
        <title>{t.pageTitle}</title>
        <main>
          <ErrorMessage {...props} t={t} />
        </main>
      </body>
    </html>
  );
}

/** As the server chooses it. */
function readLanguage(): Language {
  const chosen = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=([^;]*)`).exec(document.cookie)?.[1];
  return negotiateLanguage(chosen, navigator.languages.join(","));
}
