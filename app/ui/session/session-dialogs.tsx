"use client";

import { useRouter } from "next/navigation";
import { usePersistentState } from "@/lib/client/persistence/use-persistent-state";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import { useBackgroundSignOut } from "@/lib/client/react/use-background-sign-out";
import {
  useConnection,
  useExpiryWarning,
  useReauthentication,
  useSessionEnd,
} from "@/lib/client/react/use-session-status";
import { ConnectionNotice } from "./connection-notice";
import { ExpiryWarningDialog } from "./expiry-warning-dialog";
import { MismatchNotice } from "./mismatch-notice";
import { ReauthenticationDialog } from "./reauthentication-dialog";
import { ReloginDialog } from "./relogin-dialog";

/** Everything a person meets at the edges of a session, over whatever page is open. */
export function SessionDialogs() {
  const { user, session, mismatch } = useAuthState();
  const isReconnecting = useConnection() === "reconnecting";
  const { pending, confirm, cancel } = useReauthentication();
  useBackgroundSignOut();
  return (
    <>
      <ConnectionNotice isReconnecting={isReconnecting} />
      {session && <WarnBeforeExpiry sessionId={session.id} />}
      {user && (
        <ReauthenticationDialog
          open={pending !== null}
          email={user.email}
          onConfirm={confirm}
          onCancel={cancel}
        />
      )}
      <AskToSignInAgain />
      {mismatch && <MismatchNotice />}
    </>
  );
}

function WarnBeforeExpiry({ sessionId }: { sessionId: string }) {
  const { expiryWarning, remainingSeconds, extendSession, signOut } = useExpiryWarning();
  // The absolute limit cannot be moved; who has read that need not read it again, nor in another tab.
  const [readOf, setReadOf] = usePersistentState("ending-read", "", { version: 1 });
  const isShown = expiryWarning !== null && (expiryWarning.canExtend || readOf !== sessionId);
  return (
    <ExpiryWarningDialog
      ending={isShown ? expiryWarning : null}
      remaining={remainingSeconds ?? 0}
      onStay={() => (expiryWarning?.canExtend ? void extendSession() : setReadOf(sessionId))}
      onSignOut={() => void signOut()}
    />
  );
}

function AskToSignInAgain() {
  const router = useRouter();
  const { notifySessionsChanged } = useAuthClient();
  const { sessionEnd, relogin, abandonRelogin } = useSessionEnd();
  if (!sessionEnd) return null;

  async function goOn(password: string) {
    await relogin(password);
    // The session is another one: what the server rendered of the old is out of date, and so is every tab's list.
    router.refresh();
    notifySessionsChanged();
  }

  return (
    <ReloginDialog end={sessionEnd} email={sessionEnd.user.email} onRelogin={goOn} onLeave={abandonRelogin} />
  );
}
