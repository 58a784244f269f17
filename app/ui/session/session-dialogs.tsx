"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { LaterTexts } from "@/app/ui/texts/later-texts";
import { flushDrafts } from "@/lib/client/persistence/open-drafts";
import { usePersistentState } from "@/lib/client/persistence/use-persistent-state";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import { useExpiryWarning, useReauthentication, useSessionEnd } from "@/lib/client/react/use-session-dialogs";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import type { Messages } from "@/lib/texts/message";
import { ExpiryWarningDialog } from "./expiry-warning-dialog";
import { MismatchNotice } from "./mismatch-notice";
import { ProviderReloginDialog } from "./provider-relogin-dialog";
import { ReauthenticationDialog } from "./reauthentication-dialog";
import { ReloginDialog } from "./relogin-dialog";
import { findSecondFactors } from "./second-factors";
import { findStepUpWays, signInAgainAtProvider } from "./step-up-ways";
import { useOnStop } from "./use-on-stop";
import { usePasskeyProof } from "./use-passkey-proof";

/**
 * The dialogs about the session itself: expiry warning, password confirmation, sign-in after the end, switched account.
 * `SessionOverlays` loads them when one is first needed.
 */
export function SessionDialogs({ later }: { later: Messages }) {
  const { user, session, sessionEnd, mismatch } = useAuthState();
  const owner = user ?? sessionEnd?.user;
  return (
    <LaterTexts later={later}>
      {session && <WarnBeforeExpiry sessionId={session.id} />}
      {user && <AskForProof email={user.email} hasPassword={session?.authMethods.includes("pwd") ?? true} />}
      <AskToSignInAgain />
      {mismatch && owner && <MismatchNotice user={owner} sessionId={session?.id ?? null} />}
    </LaterTexts>
  );
}

/** @param props.hasPassword whether the user signed in with a password; any other user may have none */
function AskForProof({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const client = useAuthClient();
  const { pending, confirm, cancel } = useReauthentication();
  const proveWithPasskey = usePasskeyProof(pending !== null);
  return (
    <ReauthenticationDialog
      open={pending !== null}
      email={email}
      onConfirm={confirm}
      findWays={hasPassword ? null : () => findStepUpWays(client)}
      onPasskey={proveWithPasskey}
      onProvider={() => signInAgainAtProvider(client)}
      findSecondFactors={() => findSecondFactors(client)}
      onCancel={cancel}
    />
  );
}

function WarnBeforeExpiry({ sessionId }: { sessionId: string }) {
  const { expiryWarning, remainingSeconds, extendSession, signOut } = useExpiryWarning();
  // The maximum length cannot be extended. Once the user has read that, the warning does not return, nor in another tab.
  const [readSessionId, setReadSessionId, isKnown] = usePersistentState("expiry-warning-read", "", {
    version: 1,
  });
  const isUnread = isKnown && readSessionId !== sessionId;
  const isShown = expiryWarning !== null && (expiryWarning.canExtend || isUnread);
  return (
    <ExpiryWarningDialog
      warning={isShown ? expiryWarning : null}
      remaining={remainingSeconds ?? 0}
      onStay={() => (expiryWarning?.canExtend ? void extendSession() : setReadSessionId(sessionId))}
      onSignOut={() => void signOut()}
    />
  );
}

function AskToSignInAgain() {
  const router = useRouter();
  const { state, notifySessionsChanged } = useAuthClient();
  const { sessionEnd, relogin, abandonRelogin } = useSessionEnd();
  const [attempt, setAttempt] = useState<AttemptView | null>(null);
  const [wasAttemptOver, setAttemptOver] = useState(false);
  const forgetAttempt = useCallback(() => {
    setAttempt(null);
    setAttemptOver(true);
  }, []);
  const goOn = useCallback(async () => {
    if (!state.get().session) return;
    setAttempt(null);
    setAttemptOver(false);
    // This is a new session: every tab's list is out of date, and so is the server's HTML of the old one.
    notifySessionsChanged();
    // A refresh may end in a document load, which must find what was typed.
    if (await flushDrafts()) router.refresh();
  }, [router, state, notifySessionsChanged]);
  // The provider's word may end the wait without an action of the user in this dialog.
  useOnStop(sessionEnd?.renewal === "running", () => void goOn());
  if (!sessionEnd) return null;
  if (sessionEnd.viaProvider) return <ProviderReloginDialog end={sessionEnd} onLeave={abandonRelogin} />;

  return (
    <ReloginDialog
      end={sessionEnd}
      email={sessionEnd.user.email}
      onRelogin={async (password) => {
        setAttempt(await relogin(password));
        await goOn();
      }}
      attempt={attempt}
      wasAttemptOver={wasAttemptOver}
      onStep={goOn}
      onAttemptOver={forgetAttempt}
      onLeave={abandonRelogin}
    />
  );
}
