import type { Metadata } from "next";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { ImpersonateForm } from "./impersonate-form";

// No other site learns that someone was here.
export const metadata: Metadata = { title: "Act as a user", referrer: "same-origin" };

export default async function ImpersonatePage() {
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title="Act as a user" />
      <SessionProvider initial={null} epoch={await getEpoch()}>
        <ImpersonateForm />
      </SessionProvider>
    </AuthCard>
  );
}
