import type { Metadata } from "next";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { getEpoch, getSession } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { acceptInvitation } from "./actions";
import { InvitationProvider } from "./invitation-provider";
import { InvitationScreen } from "./invitation-screen";

// No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
export const metadata: Metadata = {
  title: "Invitation",
  referrer: "same-origin",
  robots: { index: false },
};

/** Where the link of an invitation leads. Opening it changes nothing: it takes a click to join. */
export default async function InvitationPage() {
  const current = await getSession();
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title="Join an organization" />
      <InvitationProvider initial={current} epoch={await getEpoch()}>
        <InvitationScreen action={acceptInvitation} />
      </InvitationProvider>
    </AuthCard>
  );
}
