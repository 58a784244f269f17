"use client";

import { useAuthState } from "@/lib/client/react/auth-provider";

/**
 * The field of a form that names the session its page belongs to. A form without JavaScript sends it with the rest, and the
 * server refuses the form of a page that belongs to another user, or to an administrator who acted as the user.
 */
export function PageSession() {
  return <input type="hidden" name="pageSessionId" value={useAuthState().session?.id ?? ""} />;
}
