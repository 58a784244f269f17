import { notFound } from "next/navigation";
import { DemoAccounts } from "@/app/(public)/demo-accounts";
import SignUpPage from "@/app/(public)/signup/page";
import { config } from "@/lib/server/config";
import { safeReturnTo } from "@/lib/session/login-url";

export { generateMetadata } from "@/app/(public)/signup/page";

type Query = Record<string, string | string[] | undefined>;

/** The sign-up page of the demo, at `/signup`: with one-click sign-ins (`lib/session/demo/demo-page.ts`). */
export default async function DemoSignUpPage({ searchParams }: { searchParams: Promise<Query> }) {
  if (!config().demo) notFound();
  const returnTo = safeReturnTo((await searchParams).returnTo);
  return <SignUpPage searchParams={searchParams} demo={<DemoAccounts returnTo={returnTo} />} />;
}
