import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { MESSAGES } from "@/lib/texts/catalogue";
import type { Language } from "@/lib/texts/language";
import { TextsProvider } from "./texts-provider";

/** Gives a component in a test all texts, in English unless said otherwise. */
export function AllTexts({ language = "en", children }: { language?: Language; children: ReactNode }) {
  return (
    <TextsProvider name={language} language={language} messages={JSON.stringify(MESSAGES[language])}>
      {children}
    </TextsProvider>
  );
}

/** Renders to HTML as the server does, in English. */
export function renderWithTexts(children: ReactNode): string {
  return renderToStaticMarkup(<AllTexts>{children}</AllTexts>);
}
