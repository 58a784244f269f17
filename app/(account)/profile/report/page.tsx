import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClientTexts } from "@/app/client-texts";
import { distinctNames } from "@/app/ui/format/device";
import { PageHeader } from "@/app/ui/shell/page-header";
import { hasSecuredAccount, readReportResult } from "@/lib/server/account/report-result";
import { listReportedFactors } from "@/lib/server/account/secure-account";
import { MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { listEndedSessions, listSessions } from "@/lib/server/sessions/session-list";
import { findOwnProvider, listConnectedServices } from "@/lib/server/sign-in/identities";
import { hasPassword } from "@/lib/session/session";
import { getPrincipal, requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { secureAccountAction } from "./actions";
import type { Passwordless } from "./passwordless-report-form";
import { SecureAccount } from "./secure-account";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("report")).title };
}

type Query = Record<string, string | string[] | undefined>;

/** "Was this you? No": one guided step for a sign-in that the user does not recognize. */
export default async function ReportPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { user, session } = await requireSession("/profile");
  const t = await getTexts("report");
  const tDevice = await getTexts("device");
  const { session: reportedId, done } = await searchParams;
  const [ended, alive] = await Promise.all([
    listEndedSessions({ userId: user.id }),
    listSessions({ userId: user.id, currentSessionId: session.id }),
  ]);
  const known = [...ended, ...alive];
  const reported = known.find(({ id, current }) => id === reportedId && !current);
  if (!reported) notFound();

  // Whatever the address says: no other device is signed in, and this one has made a report since that sign-in.
  const wasSecured =
    done !== undefined && alive.length === 1 && (await hasSecuredAccount(user.id, session.id, reported));

  const passwordless = await describePasswordless(user.id);
  const { needsCode, ...factors } = await listReportedFactors(user.id, reported, session);
  return (
    <ClientTexts of={["report", "authenticator", "security"]}>
      <PageHeader title={t.title}>{passwordless ? t.introWithoutPassword : t.intro}</PageHeader>
      <SecureAccount
        reported={reported}
        name={distinctNames(known, tDevice).get(reported.id) ?? ""}
        otherCount={alive.filter(({ id, current }) => !current && id !== reported.id).length}
        wasSecured={wasSecured}
        passwordless={passwordless}
        needsCode={needsCode}
        factors={factors}
        result={await readReportResult(user.id, session.id, reported)}
        user={user}
        minPasswordLength={MIN_LENGTH}
        action={secureAccountAction}
      />
    </ClientTexts>
  );
}

/** @returns how a user without a password signs in and confirms that it is them; null for a user with one */
async function describePasswordless(userId: string): Promise<Passwordless | null> {
  const principal = await getPrincipal();
  if (!principal || hasPassword(principal.user)) return null;
  const [services, provider] = await Promise.all([listConnectedServices(userId), findOwnProvider(userId)]);
  const { ways } = await getTexts("security");
  return { service: services[0]?.name ?? ways.anotherService, provider };
}
