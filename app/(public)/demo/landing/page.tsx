import { notFound } from "next/navigation";
import { ClientTexts } from "@/app/client-texts";
import { DemoButtons } from "@/app/ui/landing/demo-buttons";
import { Landing } from "@/app/ui/landing/landing";
import { LiveDevices } from "@/app/ui/sandbox/live-devices";
import { config } from "@/lib/server/config";
import { getSession } from "@/lib/web/pages/current-session";
import { signInToDemoElsewhereAction } from "../../demo-actions";

/** The landing page of the demo, at `/`: a page of its own, so that the other one loads nothing of the demo. */
export default async function DemoLandingPage() {
  const { demo, limits, accessTokenTtl } = config();
  if (!demo) notFound();
  const isSignedIn = (await getSession()) !== null;
  const devices = (
    <ClientTexts of={["sandbox"]}>
      <LiveDevices />
    </ClientTexts>
  );
  return (
    <Landing
      isSignedIn={isSignedIn}
      limits={limits}
      accessTokenTtl={accessTokenTtl}
      demo={{ devices, buttons: <DemoButtons action={signInToDemoElsewhereAction} /> }}
    />
  );
}
