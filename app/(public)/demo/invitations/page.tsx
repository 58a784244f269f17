import { notFound } from "next/navigation";
import { DemoAccounts } from "@/app/(public)/demo-accounts";
import InvitationPage from "@/app/(public)/invitations/page";
import { config } from "@/lib/server/config";

export { generateMetadata } from "@/app/(public)/invitations/page";

/** The page of an invitation in the demo, at `/invitations`: with one-click sign-ins (`lib/session/demo/demo-page.ts`). */
export default async function DemoInvitationPage() {
  if (!config().demo) notFound();
  return <InvitationPage demo={<DemoAccounts returnTo="/invitations" />} />;
}
