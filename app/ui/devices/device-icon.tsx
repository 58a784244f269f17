import {
  Bot,
  Gamepad2,
  type IconNode,
  Laptop,
  MonitorSmartphone,
  RectangleGoggles,
  Smartphone,
  Tablet,
  Terminal,
  Tv,
} from "lucide";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { SessionView } from "@/lib/session/contract";
import { type DeviceCategory, deviceCategory } from "@/lib/session/device/known-agents";
import { BrowserIcon } from "./browser-icon";

const ICON = {
  computer: [Laptop, "size-[1.375rem]"],
  phone: [Smartphone, "size-[1.1875rem]"],
  tablet: [Tablet, "size-[1.5625rem]"],
  television: [Tv, "size-[1.375rem]"],
  console: [Gamepad2, "size-[1.375rem]"],
  headset: [RectangleGoggles, "size-[1.375rem]"],
  script: [Terminal, "size-[1.375rem]"],
  bot: [Bot, "size-[1.375rem]"],
  unknown: [MonitorSmartphone, "size-[1.375rem]"],
} satisfies Record<DeviceCategory, [IconNode, string]>;

/** The kind of device, with its browser in the corner. Decorative: the text beside it says the same. */
export function DeviceIcon({ session }: { session: Pick<SessionView, "device" | "userAgent" | "browser"> }) {
  const [icon, size] = ICON[deviceCategory(session)];
  return (
    <span className="relative grid size-11 shrink-0 place-items-center rounded-xl bg-sunken text-ink">
      <SvgIcon icon={icon} className={`${size} stroke-[1.5]`} />
      <span className="absolute -end-1.5 -bottom-1.5 size-[1.375rem] rounded-full border border-line bg-raised p-[2px] text-muted">
        <BrowserIcon browser={session.browser} />
      </span>
    </span>
  );
}
