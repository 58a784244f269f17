import type { StepState } from "@/app/ui/sign-in/step-form";
import type { Failure } from "@/lib/session/failure";
import { isFailure } from "@/lib/session/failure";
import { setUpTotpFromForm, takeStepFromForm } from "@/lib/web/forms/attempt";

/**
 * Takes the form of a step without JavaScript: redirects to the next step or to `returnTo`, or returns what the page
 * shows: the failure, the values to fill in again, and what only this answer has.
 *
 * @param first what the buttons of the page's first form ask for; all other steps belong to an attempt
 */
export async function answerPostedStep(
  form: FormData,
  first: Record<string, (form: FormData) => Promise<Failure | null>>,
): Promise<StepState> {
  const kept = { email: String(form.get("email") ?? ""), name: String(form.get("name") ?? "") };
  const [initial = ""] = Object.keys(first);
  const step = String(form.get("step") ?? initial);
  if (step.startsWith("totp-setup")) {
    const answer = await setUpTotpFromForm(form);
    return isFailure(answer) ? { refusal: answer, kept } : { ...answer, kept };
  }
  const take = Object.hasOwn(first, step) ? first[step] : takeStepFromForm;
  return { refusal: (await take?.(form)) ?? null, kept };
}
