import type { Namespace, Texts } from "./catalogue";
import type { Language } from "./language";
import { textsOf } from "./message";
import { ALL_MESSAGES } from "./messages";

const made = new Map<string, unknown>();

/** @returns the texts of a namespace in a language, as strings; for what is no page, such as e-mails */
export function textsIn<N extends Namespace>(language: Language, namespace: N): Texts<N> {
  const key = `${language}.${namespace}`;
  const texts = made.get(key) ?? textsOf(ALL_MESSAGES[language][namespace], language);
  made.set(key, texts);
  return texts as Texts<N>;
}
