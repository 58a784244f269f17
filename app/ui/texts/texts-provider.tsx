"use client";

import { createContext, createElement, Fragment, type ReactNode, use, useMemo } from "react";
import type { Catalogue, Namespace, Texts } from "@/lib/texts/catalogue";
import type { Language } from "@/lib/texts/language";
import { type Join, type Messages, type Text, textsOf } from "@/lib/texts/message";

interface Given {
  language: Language;
  texts: { readonly [N in Namespace]?: Texts<N> };
}

const GivenTexts = createContext<Given>({ language: "en", texts: {} });

const join: Join = (parts) => createElement(Fragment, null, ...parts);

interface Props {
  /** The same for the same messages: short, because it is looked up with each page. */
  name: string;
  language: Language;
  /** The messages of some namespaces in this language, as JSON. */
  messages: string;
  children: ReactNode;
}

/** Gives everything below it the texts of these namespaces, beside those of the providers above. */
export function TextsProvider({ name, language, messages, children }: Props) {
  const above = use(GivenTexts);
  const given = useMemo(
    () => ({ language, texts: { ...above.texts, ...readTexts(name, language, messages) } }),
    [above, name, language, messages],
  );
  return <GivenTexts value={given}>{children}</GivenTexts>;
}

const read = new Map<string, { messages: string; texts: Given["texts"] }>();

/** Each text is read once, by the server too. There are as many as there are places that give texts. */
function readTexts(name: string, language: Language, messages: string): Given["texts"] {
  const known = read.get(name);
  // In development they change under the same name.
  if (known?.messages === messages) return known.texts;
  const texts: Given["texts"] = textsOf(JSON.parse(messages) as Messages, language, join);
  read.set(name, { messages, texts });
  return texts;
}

/** @returns the language of the texts */
export function useLanguage(): Language {
  return use(GivenTexts).language;
}

/** @returns the texts of a namespace. A layout or page above must give them, with `ClientTexts`. */
export function useTexts<N extends Namespace>(namespace: N): Texts<N> {
  const texts = use(GivenTexts).texts[namespace];
  if (!texts) throw new Error(`No ClientTexts above gives "${namespace}".`);
  return texts as Text<Catalogue[N]> as Texts<N>;
}
