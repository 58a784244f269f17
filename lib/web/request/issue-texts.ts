/**
 * What is wrong with an input, in the language of its request. The rules say it in English, with the sentences of
 * `lib/texts/en/validation.ts`, so that a rule need not know who asks. A sentence is found again by its words.
 */
import type { ErrorDetails } from "@/lib/session/error-body";
import { fillIn, readValues } from "@/lib/texts/fill-in";
import { DEFAULT_LANGUAGE, type Language } from "@/lib/texts/language";
import { ALL_MESSAGES } from "@/lib/texts/messages";

const source = ALL_MESSAGES[DEFAULT_LANGUAGE].validation;
const keys = Object.keys(source) as (keyof typeof source)[];

/** @returns the failure, or any other result, with its issues in a language; itself when it has none */
export function withIssuesIn<Result>(result: Result, language: Language): Result {
  const details = (result as { details?: ErrorDetails } | null | undefined)?.details;
  if (!details?.issues || language === DEFAULT_LANGUAGE) return result;
  const issues = details.issues.map(({ path, message }) => ({ path, message: issueIn(message, language) }));
  return { ...result, details: { ...details, issues } };
}

/** @param message an English sentence of a rule, or of the library that checks shapes */
function issueIn(message: string, language: Language): string {
  if (message === "") return message;
  const translated = ALL_MESSAGES[language].validation;
  for (const key of keys) {
    const values = readValues(source[key], message);
    if (values) return fillIn(translated[key], values);
  }
  return translated.shape;
}
