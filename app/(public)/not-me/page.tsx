import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { reportNotMeAction } from "./actions";
import { NotMeForm } from "./not-me-form";

export async function generateMetadata(): Promise<Metadata> {
  // No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
  return { title: (await getTexts("recovery")).notMe.title, referrer: "same-origin" };
}

export default async function NotMePage() {
  const { notMe: t } = await getTexts("recovery");
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title={t.title} />
      <ClientTexts of={["recovery", "mailLink"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <NotMeForm action={reportNotMeAction} />
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}
