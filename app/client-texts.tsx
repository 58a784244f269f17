import type { ReactNode } from "react";
import { TextsProvider } from "@/app/ui/texts/texts-provider";
import { MESSAGES, type Namespace } from "@/lib/texts/catalogue";
import type { Language } from "@/lib/texts/language";
import { getLanguage } from "@/lib/web/pages/texts";

/** Sends the texts of these namespaces to the browser, for the client components below: in one language, with the page. */
export async function ClientTexts({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const language = await getLanguage();
  return (
    <TextsProvider language={language} messages={writtenMessages(language, of)}>
      {children}
    </TextsProvider>
  );
}

const written = new Map<string, string>();

/** As JSON, which is made once: React would take hundreds of messages apart for each page, and put them together again. */
function writtenMessages(language: Language, of: readonly Namespace[]): string {
  const key = [language, ...of].join();
  const known = written.get(key);
  if (known !== undefined) return known;
  const messages = Object.fromEntries(of.map((namespace) => [namespace, MESSAGES[language][namespace]]));
  const made = JSON.stringify(messages);
  written.set(key, made);
  return made;
}
