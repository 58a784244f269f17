import type { Metadata } from "next";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { MIN_LENGTH } from "@/lib/server/password-policy";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { confirmReset } from "./actions";
import { ResetPasswordForm } from "./reset-password-form";

// No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
export const metadata: Metadata = { title: "Choose a new password", referrer: "same-origin" };

export default async function ResetPasswordPage() {
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title="Choose a new password" />
      <SessionProvider initial={null} epoch={await getEpoch()}>
        <ResetPasswordForm action={confirmReset} minPasswordLength={MIN_LENGTH} />
      </SessionProvider>
    </AuthCard>
  );
}
