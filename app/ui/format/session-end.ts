import type { LoginReason } from "@/lib/session/reasons";
import type { Texts } from "@/lib/texts/catalogue";

/** The parts of the sentence about an end. */
export interface SessionEndText {
  reason: LoginReason;
  /** The label of the device it was ended from; null when a rule ended it, or when the user may not know. */
  from: string | null;
  /** The time as part of a sentence, "today at 14:02"; null where the screen shows it separately. */
  when: string | null;
  /** An administrator acted as the user in this session. */
  isImpersonated?: boolean;
}

/** @returns a sentence that tells the owner how a session ended: by which rule, by whom, from where, when. */
export function describeSessionEnd(
  { reason, from, when, isImpersonated = false }: SessionEndText,
  t: Texts<"sessionEnd">,
): string {
  const told = isImpersonated && reason === "signed_out" ? t.impersonatorSignedOut : t.told[reason];
  // When a device signs out itself, the sentence need not say where that came from.
  const device =
    reason === "signed_out" ? null : (from ?? (reason === "user" ? t.anotherOfYourDevices : null));
  const advice: Partial<Record<LoginReason, string>> = t.advice;
  return [sentence({ told, device, when }, t), advice[reason]].filter(Boolean).join(" ");
}

function sentence(
  { told, device, when }: { told: string; device: string | null; when: string | null },
  t: Texts<"sessionEnd">,
): string {
  if (device && when) return t.sentenceFromAt({ told, device, when });
  if (device) return t.sentenceFrom({ told, device });
  return when ? t.sentenceAt({ told, when }) : t.sentence({ told });
}
