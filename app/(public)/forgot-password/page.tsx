import type { Metadata } from "next";
import { MailHint } from "@/app/(public)/mail-hint";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { requestResetAction } from "./actions";
import { ForgotPasswordForm } from "./forgot-password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("recovery")).forgot.title };
}

export default async function ForgotPasswordPage() {
  const { forgot: t } = await getTexts("recovery");
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title={t.title} />
      <ClientTexts of={["recovery"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <ForgotPasswordForm action={requestResetAction} mailbox={<MailHint />} />
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}
