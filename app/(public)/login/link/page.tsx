import type { Metadata } from "next";
import { MailHint } from "@/app/(public)/mail-hint";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { HOME } from "@/lib/session/login-url";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { drawQrCodeAction, takeSignInStepAction } from "../actions";
import { LinkScreen } from "./link-form";

export async function generateMetadata(): Promise<Metadata> {
  const { link } = await getTexts("signIn");
  // No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
  return { title: link.title, referrer: "same-origin" };
}

export default async function LinkPage() {
  return (
    <AuthCard nonce={await getNonce()}>
      <ClientTexts of={["signIn", "factorSetup", "mailLink"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <LinkScreen
            action={takeSignInStepAction}
            drawQrCode={drawQrCodeAction}
            mailbox={<MailHint />}
            returnTo={HOME}
            minPasswordLength={MIN_LENGTH}
          />
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}
