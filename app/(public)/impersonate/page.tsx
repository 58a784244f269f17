import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { ImpersonateForm } from "./impersonate-form";

export async function generateMetadata(): Promise<Metadata> {
  // No other site learns that someone was here.
  return { title: (await getTexts("impersonate")).title, referrer: "same-origin" };
}

export default async function ImpersonatePage() {
  const t = await getTexts("impersonate");
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title={t.title} />
      <ClientTexts of={["impersonate"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <ImpersonateForm />
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}
