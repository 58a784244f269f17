import type { Metadata } from "next";
import { drawQrCode } from "@/app/(public)/login/actions";
import { MailHint } from "@/app/(public)/mail-hint";
import { ClientTexts } from "@/app/client-texts";
import { distinctNames } from "@/app/ui/format/device";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { listAuthenticators } from "@/lib/server/authenticators";
import { config } from "@/lib/server/config";
import { listConnectedServices } from "@/lib/server/identities";
import { listIdleChoices } from "@/lib/server/idle-choices";
import { listPasskeyIds } from "@/lib/server/passkey-ids";
import { MIN_LENGTH } from "@/lib/server/password-policy";
import { listEndedSessions } from "@/lib/server/session-list";
import { hasPassword } from "@/lib/session/session";
import { durationInWords } from "@/lib/texts/duration";
import { getPrincipal, requireSession } from "@/lib/web/pages/current-session";
import { getLanguage, getTexts } from "@/lib/web/pages/texts";
import { changeEmail, changeSecondFactors, setIdleTimeout } from "./actions";
import { ConnectedServices } from "./connected-services";
import { EmailForm } from "./email-form";
import { type IdleOption, IdleTimeoutForm } from "./idle-timeout-form";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { WaysToSignIn } from "./ways-to-sign-in";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { user, session } = await requireSession("/profile/security");
  const language = await getLanguage();
  const [principal, services] = await Promise.all([getPrincipal(), listConnectedServices(user.id)]);
  const service = principal && !hasPassword(principal.user) ? (services[0]?.name ?? "another service") : null;
  return (
    <ClientTexts of={["authenticator"]}>
      <PageHeader title="Security">How you sign in, and when devices are signed out.</PageHeader>
      <div className="max-w-2xl">
        <Panel title="Profile">
          <NameForm initial={user} />
        </Panel>
        <Panel title="Email">
          <EmailForm current={user.email} action={changeEmail} mailbox={<MailHint />} />
        </Panel>
        <Panel
          title="Ways to sign in"
          hint={
            service
              ? `Besides ${service}. With one of these, your account there isn’t enough to get in here.`
              : "Besides your password. With one of these, a stolen password isn’t enough to get in."
          }
        >
          <ClientTexts of={["factorSetup"]}>
            <WaysToSignIn
              {...(await listAuthenticators(user.id))}
              protectedBy={service ?? "your password"}
              credentialIds={await listPasskeyIds(user.id)}
              action={changeSecondFactors}
              drawQrCode={drawQrCode}
            />
          </ClientTexts>
        </Panel>
        {services.length > 0 && (
          <Panel title="Connected services" hint="They can sign you in to this account.">
            <ConnectedServices services={services} />
          </Panel>
        )}
        <Panel title="Change your password">
          {service ? (
            <p className="p-5 sm:p-6">Your account has no password: {service} signs you in.</p>
          ) : (
            <PasswordForm email={user.email} minPasswordLength={MIN_LENGTH} />
          )}
        </Panel>
        <Panel
          title="Sign out inactive devices"
          hint={`A device is signed out when no one has used it for this long, and after ${durationInWords(config().limits.idle / 1000, language)} at most if you didn’t choose “Remember me” on it.`}
        >
          <IdleTimeoutForm options={await idleOptions(user.id, session.id)} action={setIdleTimeout} />
        </Panel>
      </div>
    </ClientTexts>
  );
}

/** @returns the limits to choose from in words, with the devices' names as the device screen shows them */
async function idleOptions(userId: string, sessionId: string): Promise<IdleOption[]> {
  const { idle, rememberIdle } = config().limits;
  const [{ choices, living }, ended] = await Promise.all([
    listIdleChoices({ userId, sessionId }),
    listEndedSessions({ userId }),
  ]);
  const tDevice = await getTexts("device");
  const language = await getLanguage();
  const names = distinctNames([...living, ...ended], tDevice);
  return choices.map(({ idleTimeout, isCurrent, ends }) => ({
    value: String(idleTimeout ?? "default"),
    label: idleTimeout === null ? "Automatic" : durationInWords(idleTimeout, language),
    isCurrent,
    hint:
      idleTimeout === null
        ? `${durationInWords(idle / 1000, language)}, or ${durationInWords(rememberIdle / 1000, language)} where you chose “Remember me”.`
        : null,
    ends: ends.map(({ id }) => names.get(id) ?? ""),
  }));
}
