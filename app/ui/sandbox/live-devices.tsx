"use client";

import { type ComponentType, useEffect, useState } from "react";
import { DeviceFrame, ScreenSkeleton } from "./device-frame";

/** The two devices of the landing page. Their code is loaded after the page is there, and only where it is shown. */
export function LiveDevices() {
  const [Stage, setStage] = useState<ComponentType | null>(null);
  useEffect(() => {
    import("./sandbox-stage").then(
      ({ SandboxStage }) => setStage(() => SandboxStage),
      // The page says everything without them.
      () => {},
    );
  }, []);

  return (
    <div className="grid items-start gap-x-6 gap-y-8 sm:grid-cols-[minmax(0,1fr)_17.5rem] noscript:hidden">
      {Stage ? (
        <Stage />
      ) : (
        <>
          <DeviceFrame device="laptop">
            <ScreenSkeleton />
          </DeviceFrame>
          <DeviceFrame device="phone">
            <ScreenSkeleton />
          </DeviceFrame>
        </>
      )}
    </div>
  );
}
