import { Landing } from "@/app/ui/landing/landing";
import { config } from "@/lib/server/config";
import { getSession } from "@/lib/web/pages/current-session";

/** In the demo, `/` is answered by `demo/landing` instead (`lib/session/demo/demo-page.ts`). */
export default async function LandingPage() {
  const isSignedIn = (await getSession()) !== null;
  const { limits, accessTokenTtl } = config();
  return <Landing isSignedIn={isSignedIn} limits={limits} accessTokenTtl={accessTokenTtl} demo={null} />;
}
