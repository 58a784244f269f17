"use server";

import { chooseLanguageFromForm } from "@/lib/web/forms/language";

/** Keeps the language that the reader chose. The page is rendered again in it. */
export async function chooseLanguageAction(form: FormData): Promise<void> {
  await chooseLanguageFromForm(form);
}
