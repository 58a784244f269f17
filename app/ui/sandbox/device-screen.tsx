"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { DeviceIcon } from "@/app/ui/devices/device-icon";
import { LastActive } from "@/app/ui/devices/last-active";
import { deviceName } from "@/app/ui/format/device";
import { BrandMark } from "@/app/ui/shell/brand";
import { SessionEndSentence } from "@/app/ui/time/session-end-text";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import { useApiData } from "@/lib/client/react/use-api-data";
import { useSessions } from "@/lib/client/react/use-sessions";
import type { EndedSessionView, SessionView } from "@/lib/session/contract";
import { ScreenSkeleton } from "./device-frame";

interface Props {
  /** Signs every device of the sandbox in that is signed out. */
  onSignIn: () => void;
}

interface ScreenProps extends Props {
  /** The visitor signs the other device out here. */
  onSignOutOther: () => void;
  /** This device is blank, because its session has ended. */
  onBlank: () => void;
  /** Whether there is room for the device that was signed out last. */
  showsEnded: boolean;
}

/** The screen of a virtual device, by the state of the same client that every page of the app has. */
export function DeviceScreen({ onSignIn, onSignOutOther, onBlank, showsEnded }: ScreenProps) {
  const t = useTexts("sandbox");
  const { status, user, sessionEnd, reauthentication } = useAuthState();
  const client = useAuthClient();
  // Nobody here knows the throw-away user's password: a new sign-in is as recent.
  const isTooOld = reauthentication !== null;
  useEffect(() => {
    if (!isTooOld) return;
    client.cancelReauthentication();
    onSignIn();
  }, [isTooOld, client, onSignIn]);
  const isBlank = sessionEnd !== null;
  useEffect(() => {
    if (isBlank) onBlank();
  }, [isBlank, onBlank]);

  if (status === "loading") return <ScreenSkeleton />;
  if (sessionEnd)
    return (
      <SignedOut onSignIn={onSignIn}>
        <SessionEndSentence end={sessionEnd} />
      </SignedOut>
    );
  if (!user) return <SignedOut onSignIn={onSignIn}>{t.signedOutHere}</SignedOut>;
  return <DeviceRows onSignOutOther={onSignOutOther} showsEnded={showsEnded} />;
}

function SignedOut({ onSignIn, children }: Props & { children: ReactNode }) {
  const t = useTexts("sandbox");
  return (
    <div className="m-auto grid justify-items-center gap-3 p-5 text-center">
      <BrandMark className="size-9" />
      <div role="status" className="grid gap-1">
        <h2 className="text-heading">{t.signedOut}</h2>
        <p className="text-sm text-muted">{children}</p>
      </div>
      <Button size="small" variant="quiet" onClick={onSignIn}>
        {t.signInAgain}
      </Button>
    </div>
  );
}

function DeviceRows({ onSignOutOther, showsEnded }: Pick<ScreenProps, "onSignOutOther" | "showsEnded">) {
  const t = useTexts("sandbox");
  const { sessions, revoke } = useSessions();
  const { logout } = useAuthClient();
  const heading = useRef<HTMLHeadingElement>(null);
  // This device is always in the list, so an empty one has not been loaded yet.
  if (sessions.length === 0) return <ScreenSkeleton />;

  async function signOut(session: SessionView) {
    // The row and its button go away; the keyboard goes on from here.
    heading.current?.focus();
    if (!session.current) onSignOutOther();
    // The list is right again after a failure, and says so by what it shows.
    await (session.current ? logout() : revoke(session.id)).catch(() => {});
  }

  return (
    <>
      <div className="flex items-center gap-2 border-b border-line bg-raised px-4 py-2.5">
        <BrandMark className="size-5" />
        <h2 ref={heading} tabIndex={-1} className="text-sm outline-none">
          {t.devices}
        </h2>
      </div>
      <ul className="divide-y divide-line overflow-y-auto">
        {[...sessions]
          .sort((a, b) => Number(b.current) - Number(a.current))
          .map((session) => (
            <Row key={session.id} session={session} onSignOut={() => void signOut(session)} />
          ))}
      </ul>
      {showsEnded && <LastEnded />}
    </>
  );
}

/** The device that was signed out last: why, by whom and when. */
function LastEnded() {
  const tDevice = useTexts("device");
  const { data } = useApiData<{ sessions: EndedSessionView[] }>("/api/sessions?status=ended", {
    followsSessions: true,
  });
  const [last] = data?.sessions ?? [];
  if (!last) return null;
  const end = { reason: last.endedReason, from: last.endedFrom, at: last.endedAt };
  return (
    <div className="mt-auto flex items-center gap-3.5 border-t border-line bg-sunken px-4 py-3 max-sm:hidden">
      <DeviceIcon session={last} />
      <div className="min-w-0">
        <h3 className="leading-5 font-medium wrap-anywhere">
          <bdi>{deviceName(last, tDevice)}</bdi>
        </h3>
        <p className="text-sm text-muted">
          <SessionEndSentence end={end} />
        </p>
      </div>
    </div>
  );
}

function Row({ session, onSignOut }: { session: SessionView; onSignOut: () => void }) {
  const t = useTexts("sandbox");
  const tDevice = useTexts("device");
  const name = deviceName(session, tDevice);
  return (
    <li className="@container px-4 py-3">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3.5 gap-y-1.5 @[18rem]:grid-cols-[auto_minmax(0,1fr)_auto]">
        <DeviceIcon session={session} />
        <div className="min-w-0">
          <h3 className="leading-5 font-medium wrap-anywhere">
            <bdi>{name}</bdi>
          </h3>
          <p className="text-sm text-muted">
            {session.current ? t.thisDevice : <LastActive session={session} />}
          </p>
        </div>
        <Button
          size="small"
          variant={session.current ? "plain" : "primary"}
          aria-label={session.current ? t.signOutHere : t.signOutOf({ name })}
          className="col-start-2 justify-self-start @[18rem]:col-start-3"
          onClick={onSignOut}
        >
          {t.signOut}
        </Button>
      </div>
    </li>
  );
}
