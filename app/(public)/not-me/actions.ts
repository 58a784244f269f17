"use server";

import { reportNotMeFromForm } from "@/lib/web/forms/recovery";
import type { NotMeState } from "./not-me-form";

/** Ends the session without JavaScript. Returns the failure, or that it is over. */
export async function reportNotMeAction(_before: NotMeState | null, form: FormData): Promise<NotMeState> {
  const refusal = await reportNotMeFromForm(form);
  return { refusal, kept: {}, isEnded: refusal === null };
}
