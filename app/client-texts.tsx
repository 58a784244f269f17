import { createElement, type ReactNode } from "react";
import { useLanguage } from "#texts";
import { TextsProvider } from "@/app/ui/texts/texts-provider";
import { MESSAGES, type Namespace } from "@/lib/texts/catalogue";
import type { Language } from "@/lib/texts/language";

/** Sends the texts of these namespaces to the browser, for the client components below: in one language, with the page. */
export function ClientTexts({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const language = useLanguage();
  const name = [language, ...of].join();
  const messages = writtenMessages(name, language, of);
  // JSX would put the children last. React sends every element that comes after a long text in a row of its own, and each
  // row costs the server time.
  return createElement(TextsProvider, { children, name, language, messages });
}

const written = new Map<string, string>();

/** As JSON, which is made once: React would take hundreds of messages apart for each page, and put them together again. */
function writtenMessages(name: string, language: Language, of: readonly Namespace[]): string {
  const known = written.get(name);
  if (known !== undefined) return known;
  const made = JSON.stringify(
    Object.fromEntries(of.map((namespace) => [namespace, MESSAGES[language][namespace]])),
  );
  written.set(name, made);
  return made;
}
