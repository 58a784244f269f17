"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { type FormError, toFormError } from "@/app/ui/format/error-message";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { HOME } from "@/lib/session/login-url";
import type { DeviceLinkOfferView } from "@/lib/session/sign-in/device-link-contract";

const ROOT = "/api/auth/device-links";
const LOOK_AGAIN_MS = 2000;

/**
 * The link that this device has opened: looked up as soon as its secret is known, then followed until it is approved, and
 * used then. A signed-out device has no event stream, so it asks again every two seconds.
 *
 * @param ticket the secret of the link; undefined or null while there is none
 * @param posted what a form that was posted without JavaScript left
 * @returns the offer and why there is none; and `ask`, which asks to be added and rejects with an `AuthError`
 */
export function useDeviceOffer(ticket: string | null | undefined, posted: DeviceLinkOfferView | null) {
  const { request } = useAuthClient();
  const [offer, setOffer] = useState(posted);
  const [refusal, setRefusal] = useState<FormError | null>(null);
  const body = { ticket, touchPoints: globalThis.navigator?.maxTouchPoints };

  const look = useEffectEvent(async () => {
    try {
      const now = await request<DeviceLinkOfferView>(`${ROOT}/lookup`, { body });
      setOffer(now);
      if (now.status !== "approved") return;
      await request("/api/auth/ticket", { body });
      location.assign(HOME);
    } catch (thrown) {
      const error = toFormError(thrown);
      // While the server can't be reached, the page goes on asking.
      if (error.code !== "silent_auth_failed" && error.code !== "unavailable") setRefusal(error);
    }
  });

  const isWaiting = offer?.status === "requested" && refusal === null;
  useEffect(() => {
    if (ticket) void look();
  }, [ticket]);
  useEffect(() => {
    if (!ticket || !isWaiting) return;
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [ticket, isWaiting]);

  return {
    offer,
    refusal,
    ask: async () => setOffer(await request<DeviceLinkOfferView>(`${ROOT}/request`, { body })),
  };
}
