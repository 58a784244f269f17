import { MESSAGES, type Namespace, type Texts } from "./catalogue";
import type { Language } from "./language";
import { textsOf } from "./message";

/** The texts of a namespace, for tests of what is made of them. */
export function textsFor<N extends Namespace>(namespace: N, language: Language = "en"): Texts<N> {
  return textsOf(MESSAGES[language][namespace], language) as Texts<N>;
}
