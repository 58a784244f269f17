import { Laptop, MonitorSmartphone, Smartphone, Tablet } from "lucide-react";
import type { SessionView } from "@/lib/session/contract";
import { BrowserIcon } from "./browser-icon";

const ICON = {
  desktop: [Laptop, "size-[1.375rem]"],
  mobile: [Smartphone, "size-[1.1875rem]"],
  tablet: [Tablet, "size-[1.5625rem]"],
  unknown: [MonitorSmartphone, "size-[1.375rem]"],
} as const;

/** The kind of device, with its browser in the corner. Decorative: the text beside it says the same. */
export function DeviceIcon({ device, browser }: Pick<SessionView, "device" | "browser">) {
  const [Icon, size] = ICON[device];
  return (
    <span className="relative grid size-11 shrink-0 place-items-center rounded-xl bg-sunken text-ink">
      <Icon aria-hidden className={size} strokeWidth={1.5} />
      <span className="absolute -end-1.5 -bottom-1.5 size-[1.375rem] rounded-full border border-line bg-raised p-[2px] text-muted">
        <BrowserIcon browser={browser} />
      </span>
    </span>
  );
}
