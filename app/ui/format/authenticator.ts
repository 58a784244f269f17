import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import type { Texts } from "@/lib/texts/catalogue";

/** @returns the kind of a second factor in words. */
export function authenticatorKind(
  { type }: Pick<AuthenticatorView, "type">,
  t: Texts<"authenticator">,
): string {
  return t.kind[type];
}

/**
 * @param all the user's authenticator apps and passkeys, the removed one among them
 * @returns what follows from the removal, in sentences
 */
export function removalEffects(
  { id, type }: Pick<AuthenticatorView, "id" | "type">,
  all: readonly AuthenticatorView[],
  { removal: t }: Texts<"authenticator">,
): string[] {
  const others = all.filter((one) => one.id !== id);
  const own = t[type];
  if (others.length > 0) return [own, t.stillHave({ names: others.map(({ name }) => name).join(", ") })];
  return [own, t.last];
}
