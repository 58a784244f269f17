import type { ReactNode } from "react";
import { TextsProvider } from "@/app/ui/texts/texts-provider";
import { MESSAGES, type Namespace } from "@/lib/texts/catalogue";
import type { Language } from "@/lib/texts/language";
import { getLanguage } from "@/lib/web/pages/texts";

/** Sends the texts of these namespaces to the browser, for the client components below: in one language, with the page. */
export async function ClientTexts({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const language = await getLanguage();
  const name = [language, ...of].join();
  return (
    <TextsProvider name={name} language={language} messages={writtenMessages(name, language, of)}>
      {children}
    </TextsProvider>
  );
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
