import type { ReactNode } from "react";
import { TextsProvider } from "@/app/ui/texts/texts-provider";
import { MESSAGES, type Namespace } from "@/lib/texts/catalogue";
import { getLanguage } from "@/lib/web/pages/texts";

/** Sends the texts of these namespaces to the browser, for the client components below: in one language, with the page. */
export async function ClientTexts({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const language = await getLanguage();
  const messages = Object.fromEntries(of.map((namespace) => [namespace, MESSAGES[language][namespace]]));
  return (
    <TextsProvider language={language} messages={messages}>
      {children}
    </TextsProvider>
  );
}
