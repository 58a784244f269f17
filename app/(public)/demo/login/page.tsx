import { notFound } from "next/navigation";
import { DemoAccounts, DemoChoice } from "@/app/(public)/demo-accounts";
import LoginPage from "@/app/(public)/login/page";
import { config } from "@/lib/server/config";
import { safeReturnTo } from "@/lib/session/login-url";

export { generateMetadata } from "@/app/(public)/login/page";

type Query = Record<string, string | string[] | undefined>;

/** The sign-in page of the demo, at `/login`: with one-click sign-ins (`lib/session/demo/demo-page.ts`). */
export default async function DemoLoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  if (!config().demo) notFound();
  const returnTo = safeReturnTo((await searchParams).returnTo);
  const demo = { form: <DemoAccounts returnTo={returnTo} />, chooser: <DemoChoice returnTo={returnTo} /> };
  return <LoginPage searchParams={searchParams} demo={demo} />;
}
