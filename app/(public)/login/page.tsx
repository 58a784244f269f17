import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { AuthCard } from "@/app/ui/auth/auth-card";
import { DemoAccounts } from "@/app/ui/auth/demo-accounts";
import { MailboxLink } from "@/app/ui/demo/mailbox-link";
import { Notice } from "@/app/ui/feedback/notice";
import { durationInWords } from "@/app/ui/format/duration";
import { errorMessage } from "@/app/ui/format/error-message";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { SessionEndSentence } from "@/app/ui/time/session-end-text";
import { SIGN_IN_METHODS } from "@/lib/server/attempt-views";
import { config } from "@/lib/server/config";
import { MIN_LENGTH } from "@/lib/server/password-policy";
import { HOME, safeReturnTo } from "@/lib/session/login-url";
import { isSuspicious, loginText, parseLoginReason } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";
import { describeEnd, getEpoch, getSession } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getOpenAttempt, hasBrowserCookie } from "@/lib/web/pages/open-attempt";
import { COOKIES_BLOCKED, cameWithoutCookies } from "@/lib/web/request/blocked-cookies";
import { drawQrCode, signInToDemo, takeSignInStep } from "./actions";
import { ReasonNotice } from "./reason-notice";
import { SignInScreen } from "./sign-in-screen";

export const metadata: Metadata = { title: "Sign in" };

type Query = Record<string, string | string[] | undefined>;

export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const current = await getSession();
  const reason = parseLoginReason(query.reason);
  // The URL only says that something should be explained; this browser's own token says what. A link can't tell a
  // signed-in user that their session or account is gone.
  const end = reason && !current ? await describeEnd() : null;
  const returnTo = safeReturnTo(query.returnTo);
  const { demo, limits, origin } = config();
  const isBlocked = query.reason === COOKIES_BLOCKED && cameWithoutCookies(await headers(), origin);
  const remembered = `Stay signed in on this device for up to ${durationInWords(limits.rememberAbsolute / 1000)}, or ${durationInWords(limits.rememberIdle / 1000)} of inactivity.`;

  return (
    <AuthCard nonce={await getNonce()}>
      <SessionProvider initial={null} epoch={await getEpoch()}>
        <SignInScreen
          attempt={await getOpenAttempt(null)}
          methods={SIGN_IN_METHODS}
          offersPasskeys={await hasBrowserCookie()}
          action={takeSignInStep}
          drawQrCode={drawQrCode}
          mailbox={demo && <MailboxLink />}
          returnTo={returnTo}
          minPasswordLength={MIN_LENGTH}
          rememberedFor={remembered}
          aside={<SignUpInstead returnTo={returnTo} />}
          notice={
            <>
              {current && <SignedInAlready name={current.user.name} />}
              {reason && !current && (
                <ReasonNotice alarming={isSuspicious(end?.reason ?? reason)}>
                  {end ? <EndedSessionText end={end} /> : loginText(reason)}
                </ReasonNotice>
              )}
              {isBlocked && <ReasonNotice alarming>{errorMessage({ code: "cookies_blocked" })}</ReasonNotice>}
            </>
          }
        >
          {demo && <DemoAccounts action={signInToDemo} returnTo={returnTo} />}
        </SignInScreen>
      </SessionProvider>
    </AuthCard>
  );
}

function EndedSessionText({ end }: { end: SessionEnd }) {
  return (
    <>
      <SessionEndSentence end={end} />{" "}
      {end.reason !== "account_disabled" && <span>Please sign in again.</span>}
    </>
  );
}

/** A signed-in user may sign in again, but should know that they are signed in. */
function SignedInAlready({ name }: { name: string }) {
  return (
    <Notice tone="info">
      You’re signed in as <bdi className="wrap-anywhere">{name}</bdi>.{" "}
      <a href={HOME} className="link">
        Go to your dashboard
      </a>
    </Notice>
  );
}

function SignUpInstead({ returnTo }: { returnTo: string }) {
  const query = returnTo === HOME ? "" : `?${new URLSearchParams({ returnTo })}`;
  return (
    <>
      New here?{" "}
      <Link href={`/signup${query}`} className="link">
        Create an account
      </Link>
    </>
  );
}
