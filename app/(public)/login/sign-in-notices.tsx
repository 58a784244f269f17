/** What the sign-in page says about the session before: why it ended, or who has just signed out. */
import { headers } from "next/headers";
import { useTexts } from "#texts";
import { errorMessage } from "@/app/ui/format/error-message";
import { SessionEndSentence } from "@/app/ui/time/session-end-text";
import { config } from "@/lib/server/config";
import type { AccountView } from "@/lib/session/contract";
import { isSuspicious, type LoginReason, parseLoginReason } from "@/lib/session/reasons";
import type { ProviderProblem } from "@/lib/session/sign-in/provider-errors";
import { getRecentSignOut } from "@/lib/web/pages/accounts";
import { describeEnd, getSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { COOKIES_BLOCKED, cameWithoutCookies } from "@/lib/web/request/blocked-cookies";
import { ReasonNotice } from "./reason-notice";

interface LoginFormNoticeProps {
  /** The reason in the query, as it came. */
  asked: unknown;
  /** Why the session of the account has ended that the form is for. */
  accountReason: LoginReason | null;
}

/** The notice above the form. */
export async function LoginFormNotice({ asked, accountReason }: LoginFormNoticeProps) {
  const tErrors = await getTexts("errors");
  const { login } = await getTexts("sessionEnd");
  if (asked === COOKIES_BLOCKED && cameWithoutCookies(await headers(), config().origin))
    return <ReasonNotice alarming>{errorMessage({ code: "cookies_blocked" }, tErrors)}</ReasonNotice>;
  if (!accountReason) return <EndNotice reason={parseLoginReason(asked)} />;
  return <ReasonNotice alarming={isSuspicious(accountReason)}>{login[accountReason]}</ReasonNotice>;
}

/** Why a sign-in by the identity provider came to nothing; the text is ours alone. */
export function ProviderNotice({ error }: { error: ProviderProblem }) {
  const { provider } = useTexts("login");
  const tErrors = useTexts("errors");
  const texts: Record<ProviderProblem, string> = {
    ...provider,
    unavailable: tErrors.providerUnavailable,
    device_key_unavailable: tErrors.byCode.device_key_unavailable,
  };
  return <ReasonNotice alarming={error !== "denied"}>{texts[error]}</ReasonNotice>;
}

/** The notice above the list of accounts. It leaves out what the list itself says. */
export async function ChooserNotice({
  reason,
  accounts,
}: {
  reason: LoginReason | null;
  accounts: AccountView[];
}) {
  const t = await getTexts("login");
  const name = reason === "signed_out" ? await getRecentSignOut() : null;
  if (name)
    return (
      <ReasonNotice alarming={false}>
        {t.signedOut({ name: <bdi className="wrap-anywhere">{name}</bdi> })}
      </ReasonNotice>
    );
  const isListed = accounts.some(({ active, endedReason }) => active && endedReason !== null);
  return isListed && !isSuspicious(reason) ? null : <EndNotice reason={reason} />;
}

/**
 * The URL only says that something should be explained; this browser's own token says what. A link can't tell a
 * signed-in user that their session or account is gone.
 */
async function EndNotice({ reason }: { reason: LoginReason | null }) {
  if (!reason || (await getSession())) return null;
  const end = await describeEnd();
  const t = await getTexts("login");
  const { login } = await getTexts("sessionEnd");
  return (
    <ReasonNotice alarming={isSuspicious(end?.reason ?? reason)}>
      {end ? (
        <>
          <SessionEndSentence end={end} />{" "}
          {end.reason !== "account_disabled" && (
            <span>{end.reason === "account_deletion" ? t.signInToKeep : t.signInAgain}</span>
          )}
        </>
      ) : (
        login[reason]
      )}
    </ReasonNotice>
  );
}
