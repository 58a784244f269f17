import type { Metadata } from "next";
import { drawQrCodeAction } from "@/app/(public)/login/actions";
import { MailHint } from "@/app/(public)/mail-hint";
import { ClientTexts } from "@/app/client-texts";
import { LinkRow } from "@/app/ui/account/link-row";
import { Notice } from "@/app/ui/feedback/notice";
import { distinctNames } from "@/app/ui/format/device";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { hasChangedPassword } from "@/lib/server/account/report-result";
import { config } from "@/lib/server/config";
import { listAuthenticators } from "@/lib/server/factors/authenticators";
import { listPasskeyIds } from "@/lib/server/factors/passkey-ids";
import { MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { listIdleChoices } from "@/lib/server/sessions/idle-choices";
import { listEndedSessions } from "@/lib/server/sessions/session-list";
import { listConnectedServices } from "@/lib/server/sign-in/identities";
import { hasNoAddress } from "@/lib/session/account/former-email";
import { hasPassword } from "@/lib/session/session";
import { durationInWords } from "@/lib/texts/duration";
import { getPrincipal, requireSession } from "@/lib/web/pages/current-session";
import { getLanguage, getTexts } from "@/lib/web/pages/texts";
import {
  changeEmailAction,
  changeNameAction,
  changePasswordAction,
  changeSecondFactorsAction,
  setIdleTimeoutAction,
} from "./actions";
import { ConnectedServices } from "./connected-services";
import { EmailForm } from "./email-form";
import { type IdleOption, IdleTimeoutForm } from "./idle-timeout-form";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { WaysToSignIn } from "./ways-to-sign-in";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("security")).title };
}

type Query = Record<string, string | string[] | undefined>;

export default async function SecurityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { user, session } = await requireSession("/profile/security");
  const t = await getTexts("security");
  const { changed } = await searchParams;
  // Whatever the address says: this session has changed the password.
  const wasChanged = changed === "password" && (await hasChangedPassword(user.id, session.id, session));
  const [principal, services] = await Promise.all([getPrincipal(), listConnectedServices(user.id)]);
  const tData = await getTexts("yourData");
  const service =
    principal && !hasPassword(principal.user) ? (services[0]?.name ?? t.ways.anotherService) : null;
  return (
    <ClientTexts of={["authenticator", "factorSetup", "security"]}>
      <PageHeader title={t.title}>{t.intro}</PageHeader>
      <div className="max-w-2xl">
        {wasChanged && (
          <Notice tone="done" role="status" className="mb-8">
            {t.password.changed}
          </Notice>
        )}
        {hasNoAddress(user) && (
          <Notice tone="danger" className="mb-8">
            {t.email.none}
          </Notice>
        )}
        <Panel title={t.profile.title}>
          <NameForm initial={user} action={changeNameAction} />
        </Panel>
        <Panel title={t.email.title}>
          <EmailForm current={user.email} action={changeEmailAction} mailbox={<MailHint />} />
        </Panel>
        <Panel
          title={t.ways.title}
          hint={service ? t.ways.besidesService({ service }) : t.ways.besidesPassword}
        >
          <WaysToSignIn
            {...(await listAuthenticators(user.id))}
            service={service}
            credentialIds={await listPasskeyIds(user.id)}
            action={changeSecondFactorsAction}
            drawQrCode={drawQrCodeAction}
          />
        </Panel>
        {services.length > 0 && (
          <Panel title={t.services.title} hint={t.services.hint}>
            <ConnectedServices services={services} />
          </Panel>
        )}
        <Panel title={t.password.title}>
          {service ? (
            <p className="p-5 sm:p-6">{t.password.none({ service })}</p>
          ) : (
            <PasswordForm email={user.email} minPasswordLength={MIN_LENGTH} action={changePasswordAction} />
          )}
        </Panel>
        <Panel title={t.idle.title} hint={t.idle.hint({ limit: config().limits.idle / 1000 })}>
          <IdleTimeoutForm options={await idleOptions(user.id, session.id)} action={setIdleTimeoutAction} />
        </Panel>
        <Panel>
          <LinkRow href="/profile/your-data" title={tData.title}>
            {tData.intro}
          </LinkRow>
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
  const t = (await getTexts("security")).idle;
  const tDevice = await getTexts("device");
  const language = await getLanguage();
  const names = distinctNames([...living, ...ended], tDevice);
  return choices.map(({ idleTimeout, isCurrent, ends }) => ({
    value: String(idleTimeout ?? "default"),
    label: idleTimeout === null ? t.automatic : durationInWords(idleTimeout, language),
    isCurrent,
    hint:
      idleTimeout === null ? t.automaticHint({ idle: idle / 1000, remembered: rememberIdle / 1000 }) : null,
    ends: ends.map(({ id }) => ({ id, name: names.get(id) ?? "" })),
  }));
}
