import type { StepUpWays } from "@/lib/session/sign-in-contract";

interface Props {
  email: string;
  /** What the user can confirm with; null until the server has said. */
  ways: StepUpWays | null;
  isSecondStep: boolean;
}

/** Why the user is asked to confirm, and what to do now. */
export function StepUpText({ email, ways, isSecondStep }: Props) {
  if (isSecondStep) return <p>That’s your password. One more step to show it’s you.</p>;
  return (
    <p>
      It’s been a while since you signed in as{" "}
      <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>.
      {ways && <span role="status"> {instruction(ways)}</span>}
    </p>
  );
}

function instruction({ password, provider, passkey }: StepUpWays): string {
  if (password) return "Enter your password to continue.";
  if (provider !== null)
    return `Sign in again with ${provider} to continue. You’ll come back to this page, and can then try once more.`;
  return passkey ? "Use your passkey to continue." : "To do this, sign out and sign in again.";
}
