"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";
import { DeviceIcon } from "@/app/ui/devices/device-icon";
import { Notice } from "@/app/ui/feedback/notice";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import type { FormError } from "@/app/ui/format/error-message";
import { InlineList } from "@/app/ui/shell/inline-list";
import { Panel } from "@/app/ui/shell/panel";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { SessionView, UserView } from "@/lib/session/contract";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { FactorRows } from "../security/factor-rows";
import { type Passwordless, PasswordlessReportForm } from "./passwordless-report-form";
import { ReportForm } from "./report-form";

/** The result of the server action: why the account was not secured. */
export interface SecureAccountState {
  refusal: FormError;
}

interface AddedFactors {
  /** Apps and passkeys that were added since the reported sign-in. */
  added: AuthenticatorView[];
  /** All of the user's. */
  all: AuthenticatorView[];
  /** The ids by which browsers know the passkeys, by the ids of the API. */
  credentialIds: Record<string, string>;
}

/** What was undone with it. */
interface Result {
  /** The address is the former one again; or there is none, because it could not be given back. */
  email: "restored" | "removed" | null;
  isUnlinked: boolean;
}

interface Props {
  reported: SessionView;
  /** As the device screen names it. */
  name: string;
  /** How many other devices are signed out with it. */
  otherCount: number;
  /** Of a user without a password; null for any other. */
  passwordless: Passwordless | null;
  needsCode: boolean;
  factors: AddedFactors;
  result: Result;
  /** The account was secured just now, without JavaScript. */
  wasSecured: boolean;
  user: UserView;
  /** In code points. */
  minPasswordLength: number;
  action: (state: SecureAccountState | null, form: FormData) => Promise<SecureAccountState>;
}

/** The guided step: what will happen, the form, and afterwards what is left to check. */
export function SecureAccount({
  reported,
  name,
  otherCount,
  passwordless,
  factors,
  result,
  wasSecured,
  action,
  ...form
}: Props) {
  const t = useTexts("report");
  const tDevice = useTexts("device");
  const router = useRouter();
  const [posted, formAction] = useActionState(action, null);
  const [isDone, setDone] = useState(wasSecured);

  const service = passwordless?.service ?? null;
  if (isDone) return <Secured {...factors} {...result} address={form.user.email} service={service} />;

  const sent = {
    ...{ sessionId: reported.id, action: formAction, posted: posted?.refusal ?? null },
    onDone() {
      setDone(true);
      router.refresh();
    },
  };
  return (
    <div className="max-w-2xl">
      <Panel title={t.thisSignIn}>
        <div className="flex gap-4 p-5 sm:px-6">
          <DeviceIcon session={reported} />
          <div className="min-w-0">
            <h3 className="leading-6">
              <bdi className="wrap-anywhere">{name}</bdi>
            </h3>
            <InlineList>
              {reported.label && deviceIdentity(reported, tDevice)}
              <span>{t.signedIn({ time: <ExactTime at={reported.createdAt} /> })}</span>
              {placeName(reported, tDevice)}
            </InlineList>
          </div>
        </div>
      </Panel>
      <Panel title={t.whatHappens}>
        <ol className="list-decimal space-y-2 p-5 ps-10 marker:text-muted sm:p-6 sm:ps-11">
          <li>{otherCount === 0 ? t.signedOutAlone : t.signedOutWithOthers({ count: otherCount })}</li>
          {!passwordless && <li>{t.passwordStops}</li>}
          <li>{t.factorsRemoved}</li>
          <li>{t.emailGoesBack}</li>
          <li>{t.servicesDisconnected}</li>
        </ol>
      </Panel>
      <Panel title={passwordless ? t.isItYou : t.choosePassword}>
        {passwordless ? (
          <PasswordlessReportForm {...sent} provider={passwordless.provider} />
        ) : (
          <ReportForm {...form} {...sent} />
        )}
      </Panel>
    </div>
  );
}

/** The account is secured. What was added since the sign-in may be the stranger's, too. */
function Secured({
  added,
  all,
  credentialIds,
  email,
  isUnlinked,
  address,
  service,
}: AddedFactors & Result & { address: string; service: string | null }) {
  const t = useTexts("report");
  return (
    <div className="grid max-w-2xl gap-3">
      <Notice tone="done" role="status">
        {service === null ? t.done : t.doneWithoutPassword({ service })}
      </Notice>
      {email === "restored" && (
        <Notice tone="info" role="status">
          {t.emailRestored({ email: <bdi className="font-medium wrap-anywhere">{address}</bdi> })}
        </Notice>
      )}
      {email === "removed" && (
        <Notice tone="danger" role="alert">
          <p>{t.emailRemoved}</p>
          <Link href="/profile/security" className={`mt-3 ${buttonClass()}`}>
            {t.chooseEmail}
          </Link>
        </Notice>
      )}
      {isUnlinked && (
        <Notice tone="info" role="status">
          {t.disconnected}
        </Notice>
      )}
      {added.length > 0 && (
        <div className="mt-10">
          <Panel title={t.added} hint={t.addedHint}>
            <FactorRows authenticators={added} all={all} credentialIds={credentialIds} />
          </Panel>
        </div>
      )}
      <div className="mt-8 flex flex-wrap gap-2">
        <Link href="/profile" className={buttonClass()}>
          {t.seeDevices}
        </Link>
        <Link href="/profile/security" className={buttonClass({ variant: "quiet" })}>
          {t.waysToSignIn}
        </Link>
      </div>
    </div>
  );
}
