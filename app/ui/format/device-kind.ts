import type { SessionView } from "@/lib/session/contract";
import { deviceCategory } from "@/lib/session/device/known-agents";
import type { Texts } from "@/lib/texts/catalogue";

/** @returns the kind of device in words, for users who cannot see its icon. */
export function deviceKind(session: Pick<SessionView, "device" | "userAgent">, t: Texts<"device">): string {
  return t.kind[deviceCategory(session)];
}
