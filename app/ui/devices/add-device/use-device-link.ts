"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { FormError } from "@/app/ui/format/error-message";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { useApiData } from "@/lib/client/react/use-api-data";
import type {
  DeviceLinkView,
  NewDeviceLinkView,
  ShownDeviceLink,
} from "@/lib/session/sign-in/device-link-contract";

/** What the page shows, as a form that was posted without JavaScript left it. */
export interface AddDeviceState {
  refusal: FormError | null;
  link: ShownDeviceLink | null;
}

const ROOT = "/api/auth/device-links";
/** The event stream tells of each step at once; this is for the end of the link, and for a browser without a stream. */
const LOOK_AGAIN_MS = 5000;
const OVER: readonly DeviceLinkView["status"][] = ["used", "expired", "cancelled"];

/**
 * The link that this page has made, kept current until it is over.
 *
 * @param posted the link of a form that was posted without JavaScript
 * @returns the link, null before one is made; and what the user may do with it. Each function rejects with an `AuthError`
 */
export function useDeviceLink(posted: ShownDeviceLink | null) {
  const { call } = useAuthClient();
  const [made, setMade] = useState<ShownDeviceLink | null>(posted);
  const path = made && `${ROOT}/${made.id}`;
  const { data, reload, replace } = useApiData<DeviceLinkView>(path, { followsSessions: true });
  const link = made && data?.id === made.id ? { ...made, ...data } : made;
  const isOver = !link || OVER.includes(link.status);

  const look = useEffectEvent(() => void reload());
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOver]);

  return {
    link,
    begin: async () => setMade(await call<NewDeviceLinkView>(ROOT)),
    async approve() {
      const body = { requestId: link?.request?.id };
      const approved = await call<DeviceLinkView>(`${path}/approve`, { body });
      replace(() => approved);
    },
    async cancel() {
      await call<void>(`${path}`, { method: "DELETE" });
      await reload();
    },
    look: reload,
  };
}
