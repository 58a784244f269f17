"use client";

import { useRouter } from "next/navigation";
import { usePersistentState } from "@/lib/client/persistence/use-persistent-state";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import { useSignOutSync } from "@/lib/client/react/use-background-sign-out";
import {
  useConnection,
  useReauthentication,
  useSessionEnd,
  useSessionEnding,
} from "@/lib/client/react/use-session-status";
import { ConnectionNotice } from "./connection-notice";
import { EndingDialog } from "./expiry-warning-dialog";
import { MismatchNotice } from "./mismatch-notice";
import { ReauthenticationDialog } from "./reauthentication-dialog";
import { ReloginDialog } from "./relogin-dialog";

/** Everything a person meets at the edges of a session, over whatever page is open. */
export function SessionEdges() {
  const { user, session, mismatch } = useAuthState();
  const isReconnecting = useConnection() === "reconnecting";
  const { pending, confirm, cancel } = useReauthentication();
  useSignOutSync();
  return (
    <>
      <ConnectionNotice isReconnecting={isReconnecting} />
      {session && <Ending sessionId={session.id} />}
      {user && (
        <ReauthenticationDialog
          open={pending !== null}
          email={user.email}
          onConfirm={confirm}
          onCancel={cancel}
        />
      )}
      <End />
      {mismatch && <MismatchNotice />}
    </>
  );
}

function Ending({ sessionId }: { sessionId: string }) {
  const { ending, remaining, stay, signOut } = useSessionEnding();
  // The absolute limit cannot be moved; who has read that need not read it again, nor in another tab.
  const [readOf, setReadOf] = usePersistentState("ending-read", "", { version: 1 });
  const isShown = ending !== null && (ending.canExtend || readOf !== sessionId);
  return (
    <EndingDialog
      ending={isShown ? ending : null}
      remaining={remaining ?? 0}
      onStay={() => (ending?.canExtend ? void stay() : setReadOf(sessionId))}
      onSignOut={() => void signOut()}
    />
  );
}

function End() {
  const router = useRouter();
  const { announceSessions } = useAuthClient();
  const { end, relogin, leave } = useSessionEnd();
  if (!end) return null;

  async function goOn(password: string) {
    await relogin(password);
    // The session is another one: what the server rendered of the old is out of date, and so is every tab's list.
    router.refresh();
    announceSessions();
  }

  return <ReloginDialog end={end} email={end.user.email} onRelogin={goOn} onLeave={leave} />;
}
