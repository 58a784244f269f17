import { Laptop, Smartphone } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { SandboxDevice } from "@/lib/session/demo/sandbox-user";

const ICON = { laptop: Laptop, phone: Smartphone } as const;
// On a phone both devices fit on one screen. In a narrower window their rows need more height.
const SHAPE = {
  laptop: "rounded-t-2xl rounded-b-md border-b-[10px] max-sm:h-[13.5rem]",
  phone: "rounded-[1.75rem] border-y-8 max-sm:h-[14.75rem]",
} as const;

interface Props {
  device: SandboxDevice;
  /** What there is to say of it beside its name. */
  note?: string | undefined;
  children: ReactNode;
}

/** A device in miniature. Its screen keeps its height, so nothing on the page moves. */
export function DeviceFrame({ device, note, children }: Props) {
  const t = useTexts("sandbox");
  return (
    <section aria-label={t[device]} className="flex min-w-0 flex-col">
      <div
        className={`relative flex h-[18.5rem] flex-col max-[22rem]:h-[18.5rem]! overflow-hidden border-4 border-edge bg-canvas shadow-float ${SHAPE[device]}`}
      >
        {children}
      </div>
      <p className="mt-3 flex items-center justify-center gap-1.5 text-sm text-muted">
        <SvgIcon icon={ICON[device]} className="size-4 stroke-[1.75]" />
        {t[device]}
        {note && <span>· {note}</span>}
      </p>
    </section>
  );
}

/** What a screen shows before its rows are there. */
export function ScreenSkeleton() {
  return (
    <div aria-hidden className="grid gap-4 p-4 motion-safe:animate-pulse">
      <div className="h-5 w-24 rounded-full bg-sunken" />
      {[0, 1].map((row) => (
        <div key={row} className="flex items-center gap-3 border-t border-line pt-4">
          <div className="size-11 shrink-0 rounded-xl bg-sunken" />
          <div className="grid grow gap-2">
            <div className="h-4 w-32 max-w-full rounded-full bg-sunken" />
            <div className="h-3 w-20 rounded-full bg-sunken" />
          </div>
        </div>
      ))}
    </div>
  );
}
