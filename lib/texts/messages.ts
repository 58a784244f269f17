/**
 * All texts in all languages: for the server, and for programs beside it, such as tests that read the outbox. Pages take them
 * from `catalogue.ts`, which fails the build of a browser's module.
 */
import { de } from "./de";
import { en } from "./en";
import type { Language } from "./language";
import type { Translation } from "./message";

/** The languages and their messages. English is the source: the others have exactly its keys. */
export const ALL_MESSAGES: Record<Language, Translation<typeof en>> = { en, de };
