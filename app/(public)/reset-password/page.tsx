import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { confirmResetAction } from "./actions";
import { ResetPasswordForm } from "./reset-password-form";

export async function generateMetadata(): Promise<Metadata> {
  // No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
  return { title: (await getTexts("recovery")).reset.title, referrer: "same-origin" };
}

export default async function ResetPasswordPage() {
  const { reset: t } = await getTexts("recovery");
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title={t.title} />
      <ClientTexts of={["recovery", "mailLink"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <ResetPasswordForm action={confirmResetAction} minPasswordLength={MIN_LENGTH} />
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}
