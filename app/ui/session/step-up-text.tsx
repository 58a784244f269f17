import { useTexts } from "#texts";
import type { StepUpWays } from "@/lib/session/sign-in/sign-in-contract";
import type { Texts } from "@/lib/texts/catalogue";

interface Props {
  email: string;
  /** What the user can confirm with; null until the server has said. */
  ways: StepUpWays | null;
  isSecondStep: boolean;
}

/** Why the user is asked to confirm, and what to do now. */
export function StepUpText({ email, ways, isSecondStep }: Props) {
  const t = useTexts("session");
  if (isSecondStep) return <p>{t.oneMoreStep}</p>;
  return (
    <p>
      {t.aWhile({ email: <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi> })}
      {ways && <span role="status"> {instruction(ways, t)}</span>}
    </p>
  );
}

function instruction(
  { password, provider, passkey }: StepUpWays,
  { instruction: t }: Texts<"session">,
): string {
  if (password) return t.password;
  if (provider !== null) return t.provider({ provider });
  return passkey ? t.passkey : t.signOut;
}
