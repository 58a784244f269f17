import type { AuthenticatorView } from "@/lib/session/sign-in-contract";

const KIND = { totp: "Authenticator app", passkey: "Passkey" } as const;

/** @returns the kind of a second factor in words. */
export function authenticatorKind({ type }: Pick<AuthenticatorView, "type">): string {
  return KIND[type];
}

/**
 * @param all the user's authenticator apps and passkeys, the removed one among them
 * @returns what follows from the removal, in sentences
 */
export function removalEffects(
  { id, type }: Pick<AuthenticatorView, "id" | "type">,
  all: readonly AuthenticatorView[],
): string[] {
  const others = all.filter((one) => one.id !== id);
  const own =
    type === "passkey" ? "You can’t sign in with it any more." : "Codes from this app won’t work any more.";
  if (others.length > 0) return [own, `You still have ${others.map(({ name }) => name).join(", ")}.`];
  return [
    own,
    "It’s your last one, so your recovery codes stop working too. Your password alone will be enough to sign in.",
  ];
}
