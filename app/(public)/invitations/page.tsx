import type { Metadata } from "next";
import type { ReactNode } from "react"; // demo:line
import { ClientTexts } from "@/app/client-texts";
import { AuthCard } from "@/app/ui/auth/auth-card";
import { getEpoch, getSession } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { acceptInvitationAction } from "./actions";
import { InvitationProvider } from "./invitation-provider";
import { InvitationScreen } from "./invitation-screen";

export async function generateMetadata(): Promise<Metadata> {
  // No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
  return {
    title: (await getTexts("invitation")).pageTitle,
    referrer: "same-origin",
    robots: { index: false },
  };
}

/** Where the link of an invitation leads. Opening it changes nothing: it takes a click to join. */
// demo:start
// The demo's own page (`demo/invitations`) adds a way to sign in.
export default async function InvitationPage({ demo }: { demo?: ReactNode }) {
  // demo:instead
  // export default async function InvitationPage() {
  // demo:end
  const current = await getSession();
  return (
    <AuthCard nonce={await getNonce()}>
      <ClientTexts of={["invitation", "mailLink"]}>
        <InvitationProvider initial={current} epoch={await getEpoch()}>
          <InvitationScreen action={acceptInvitationAction}>
            {/* demo:start */}
            {demo}
            {/* demo:end */}
          </InvitationScreen>
        </InvitationProvider>
      </ClientTexts>
    </AuthCard>
  );
}
