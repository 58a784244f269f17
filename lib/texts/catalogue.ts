/**
 * All texts in all languages, for the server. The browser gets those of one language and of the parts it shows, through
 * `app/ui/texts/texts-provider.tsx`; a browser's module that imports this file fails the build.
 */
import "server-only";
import { de } from "./de";
import { en } from "./en";
import type { Language } from "./language";
import type { Text, Translation } from "./message";

/** The languages and their messages. English is the source: the others have exactly its keys. */
export const MESSAGES: Record<Language, Translation<Catalogue>> = { en, de };

export type Catalogue = typeof en;
/** The parts that the catalogue is divided into, about one for each group of screens. */
export type Namespace = keyof Catalogue;
/** The texts of a namespace, as components get them. */
export type Texts<N extends Namespace> = Text<Catalogue[N]>;
