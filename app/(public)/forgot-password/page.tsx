import type { Metadata } from "next";
import { MailHint } from "@/app/(public)/mail-hint";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { requestReset } from "./actions";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ForgotPasswordPage() {
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title="Forgot your password?" />
      <SessionProvider initial={null} epoch={await getEpoch()}>
        <ForgotPasswordForm action={requestReset} mailbox={<MailHint />} />
      </SessionProvider>
    </AuthCard>
  );
}
