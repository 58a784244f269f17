"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { SWRConfig } from "swr";
import { useLanguage, useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import type { SandboxView } from "@/lib/session/demo/demo-schemas";
import type { SandboxDevice } from "@/lib/session/demo/sandbox-user";
import { DeviceFrame, ScreenSkeleton } from "./device-frame";
import { DeviceScreen } from "./device-screen";
import { blankText, fetchSandbox, problemText, type SandboxProblem } from "./fetch-sandbox";
import { createRelayedEnvironment } from "./relayed-environment";

const DEVICES: SandboxDevice[] = ["laptop", "phone"];

/** The two devices of this visitor, alive: each with the app's own client, and the cookies of a browser of its own. */
export function SandboxStage() {
  const t = useTexts("sandbox");
  const language = useLanguage();
  const [sandbox, setSandbox] = useState<SandboxView | null>(null);
  const [problem, setProblem] = useState<SandboxProblem | null>(null);
  const [isOver, setOver] = useState(false);
  // On the monotonic clock, in milliseconds: when a device was signed out from the other one, and how soon it was blank.
  const signedOutAt = useRef<number | null>(null);
  const [blankAfter, setBlankAfter] = useState<Partial<Record<SandboxDevice, number>>>({});

  const open = useCallback(async () => {
    const answer = await fetchSandbox();
    if ("kind" in answer) return setProblem(answer);
    setProblem(null);
    setOver(false);
    setBlankAfter({});
    setSandbox(answer);
  }, []);
  const startWatch = useCallback(() => {
    signedOutAt.current = performance.now();
  }, []);
  const stopWatch = useCallback((device: SandboxDevice) => {
    const since = signedOutAt.current;
    signedOutAt.current = null;
    if (since !== null) setBlankAfter({ [device]: performance.now() - since });
  }, []);

  useEffect(() => void open(), [open]);
  useEffect(() => {
    if (!problem || problem.kind === "failed") return;
    const timer = setTimeout(open, problem.retryAfter * 1000);
    return () => clearTimeout(timer);
  }, [problem, open]);
  useEffect(() => {
    if (!sandbox) return;
    const timer = setTimeout(() => setOver(true), sandbox.expiresIn * 1000);
    return () => clearTimeout(timer);
  }, [sandbox]);

  return DEVICES.map((device) => (
    <DeviceFrame key={device} device={device} note={blankText(blankAfter[device], t, language)}>
      {problem ? (
        device === "laptop" ? (
          <Message text={problemText(problem, t)} onRetry={problem.kind === "failed" ? open : undefined} />
        ) : (
          <ScreenSkeleton />
        )
      ) : isOver ? (
        <Message text={t.isOver} onRetry={open} />
      ) : sandbox ? (
        // A device that was signed in anew has a new epoch, and starts anew. The other one goes on.
        <LiveDevice
          key={sandbox.devices[device].epoch}
          device={device}
          epoch={sandbox.devices[device].epoch}
          onSignIn={open}
          onSignOutOther={startWatch}
          onBlank={stopWatch}
        />
      ) : (
        <ScreenSkeleton />
      )}
    </DeviceFrame>
  ));
}

interface LiveDeviceProps {
  device: SandboxDevice;
  epoch: string;
  onSignIn: () => void;
  onSignOutOther: () => void;
  onBlank: (device: SandboxDevice) => void;
}

function LiveDevice({ device, epoch, onSignIn, onSignOutOther, onBlank }: LiveDeviceProps) {
  const [environment] = useState(() => createRelayedEnvironment(device, epoch));
  // Both devices are of one user and ask the same paths: each keeps the answers it got.
  const [provider] = useState(() => {
    const answers = new Map();
    return () => answers;
  });
  const handleBlank = useCallback(() => onBlank(device), [onBlank, device]);
  return (
    <SWRConfig value={{ provider }}>
      <AuthProvider environment={environment} relogin="in-place" onSessionExpired={() => {}}>
        <DeviceScreen
          onSignIn={onSignIn}
          onSignOutOther={onSignOutOther}
          onBlank={handleBlank}
          showsEnded={device === "laptop"}
        />
      </AuthProvider>
    </SWRConfig>
  );
}

function Message({ text, onRetry }: { text: string; onRetry: (() => void) | undefined }) {
  const t = useTexts("form");
  return (
    <div className="m-auto grid justify-items-center gap-3 p-5 text-center">
      <p role="status" className="text-sm text-muted">
        {text}
      </p>
      {onRetry && (
        <Button size="small" variant="quiet" onClick={onRetry}>
          {t.tryAgain}
        </Button>
      )}
    </div>
  );
}
