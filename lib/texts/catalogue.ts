/**
 * All texts in all languages, for the server. The browser gets those of one language and of the parts it shows, through
 * `app/ui/texts/texts-provider.tsx`; a browser's module that imports this file fails the build.
 */
import "server-only";
import type { en } from "./en";
import type { Text } from "./message";
import { ALL_MESSAGES } from "./messages";

/** `ALL_MESSAGES`, for pages. */
export const MESSAGES = ALL_MESSAGES;

export type Catalogue = typeof en;
/** The parts that the catalogue is divided into, about one for each group of screens. */
export type Namespace = keyof Catalogue;
/** The texts of a namespace, as components get them. */
export type Texts<N extends Namespace> = Text<Catalogue[N]>;
