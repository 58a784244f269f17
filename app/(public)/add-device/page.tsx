import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard, AuthHeader } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { getEpoch, getSession } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getTexts } from "@/lib/web/pages/texts";
import { joinDeviceAction } from "./actions";
import { JoinDevice } from "./join-device";

export async function generateMetadata(): Promise<Metadata> {
  // No other site learns that someone was here. `no-referrer` would make the browser send forms with the origin `null`.
  return {
    title: (await getTexts("joinDevice")).pageTitle,
    referrer: "same-origin",
    robots: { index: false },
  };
}

/** Where the QR code of the device screen leads. Opening it changes nothing: it takes a press here, and one over there. */
export default async function JoinDevicePage() {
  const current = await getSession();
  const t = await getTexts("joinDevice");
  return (
    <AuthCard nonce={await getNonce()}>
      <AuthHeader title={t.title} />
      <ClientTexts of={["joinDevice", "mailLink"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <JoinDevice action={joinDeviceAction} signedIn={current?.user ?? null} />
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}
