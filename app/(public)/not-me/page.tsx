import type { Metadata } from "next";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { reportNotMe } from "./actions";
import { NotMeForm } from "./not-me-form";

// No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
export const metadata: Metadata = { title: "Was this you?", referrer: "same-origin" };

export default async function NotMePage() {
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title="Was this you?" />
      <SessionProvider initial={null} epoch={await getEpoch()}>
        <NotMeForm action={reportNotMe} />
      </SessionProvider>
    </AuthCard>
  );
}
