/**
 * The texts of a request, for server components. `#texts` is this module there, and `app/ui/texts/texts-provider.tsx` in
 * the browser, so a component with `useTexts` works in both.
 */
import "server-only";
import { cookies, headers } from "next/headers";
import { cache, createElement, Fragment, use } from "react";
import { MESSAGES, type Namespace, type Texts } from "@/lib/texts/catalogue";
import { LANGUAGE_COOKIE, type Language, negotiateLanguage } from "@/lib/texts/language";
import { type Join, textsOf } from "@/lib/texts/message";

const join: Join = (parts) => createElement(Fragment, null, ...parts);
const made = new Map<string, unknown>();

/** @returns the language of this request's response */
export const getLanguage = cache(async (): Promise<Language> => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  return negotiateLanguage(chosen, (await headers()).get("accept-language"));
});

/** @returns the texts of a namespace in the request's language; for async components and metadata */
export async function getTexts<N extends Namespace>(namespace: N): Promise<Texts<N>> {
  return nodesIn(await getLanguage(), namespace);
}

/** As `getTexts`, for components that are not async. */
export function useTexts<N extends Namespace>(namespace: N): Texts<N> {
  return nodesIn(use(getLanguage()), namespace);
}

/** @returns the language of the texts */
export function useLanguage(): Language {
  return use(getLanguage());
}

function nodesIn<N extends Namespace>(language: Language, namespace: N): Texts<N> {
  const key = `${language}.${namespace}`;
  const texts = made.get(key) ?? textsOf(MESSAGES[language][namespace], language, join);
  made.set(key, texts);
  return texts as Texts<N>;
}
