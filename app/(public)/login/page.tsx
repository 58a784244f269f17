import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react"; // demo:line
import { MailHint } from "@/app/(public)/mail-hint";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { config } from "@/lib/server/config";
import { MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { SIGN_IN_METHODS } from "@/lib/server/sign-in/attempt-views";
import { HOME, loginUrl, safeReturnTo } from "@/lib/session/login-url";
import { parseLoginReason } from "@/lib/session/reasons";
import { type ProviderProblem, parseProviderProblem } from "@/lib/session/sign-in/provider-errors";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import { getAccounts, isBrowserFull } from "@/lib/web/pages/accounts";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getOpenAttempt, hasBrowserCookie } from "@/lib/web/pages/open-attempt";
import { getTexts } from "@/lib/web/pages/texts";
import { AccountChooser } from "./account-chooser";
import { drawQrCodeAction, takeSignInStepAction } from "./actions";
import { ProviderButton } from "./provider-button";
import { ChooserNotice, LoginFormNotice, ProviderNotice } from "./sign-in-notices";
import { SignInScreen } from "./sign-in-screen";
import { decideSignInView, type FormView } from "./sign-in-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("login")).signIn };
}

type Query = Record<string, string | string[] | undefined>;

interface PageProps {
  searchParams: Promise<Query>;
  // demo:start
  /** What the demo's own page (`demo/login`) adds to each view. */
  demo?: { form: ReactNode; chooser: ReactNode };
  // demo:end
}

export default async function LoginPage(props: PageProps) {
  const { searchParams } = props;
  const query = await searchParams;
  const returnTo = safeReturnTo(query.returnTo);
  const [accounts, isFull, attempt] = await Promise.all([
    getAccounts(),
    isBrowserFull(),
    getOpenAttempt(null),
  ]);
  const problem = parseProviderProblem(query.error);
  const view = decideSignInView(accounts, isFull, attempt !== null, query);
  const reason = parseLoginReason(query.reason);

  return (
    <AuthCard nonce={await getNonce()}>
      {view.kind === "chooser" ? (
        <AccountChooser accounts={accounts} isFull={view.isFull} returnTo={returnTo}>
          {problem ? (
            <ProviderNotice error={problem} />
          ) : (
            <ChooserNotice reason={reason} accounts={accounts} />
          )}
        </AccountChooser>
      ) : (
        <SignInForm
          view={view}
          attempt={attempt}
          returnTo={returnTo}
          asked={query.reason}
          problem={problem}
          demo={props.demo?.form} // demo:line
        />
      )}
      {/* demo:start */}
      {view.kind === "chooser" && props.demo?.chooser}
      {/* demo:end */}
    </AuthCard>
  );
}

interface FormProps {
  view: FormView;
  attempt: AttemptView | null;
  returnTo: string;
  /** The reason in the query, as it came. */
  asked: unknown;
  /** Why a sign-in by the identity provider came to nothing. */
  problem: ProviderProblem | null;
  demo: ReactNode; // demo:line
}

async function SignInForm(props: FormProps) {
  const { view, attempt, returnTo, asked, problem } = props;
  const { limits, identityProvider } = config();
  const t = await getTexts("login");
  return (
    <ClientTexts of={["signIn", "factorSetup"]}>
      <SessionProvider initial={null} epoch={await getEpoch()}>
        <SignInScreen
          attempt={attempt}
          email={view.email}
          methods={SIGN_IN_METHODS}
          offersPasskeys={await hasBrowserCookie()}
          action={takeSignInStepAction}
          drawQrCode={drawQrCodeAction}
          mailbox={<MailHint />}
          returnTo={returnTo}
          minPasswordLength={MIN_LENGTH}
          rememberedFor={t.rememberedFor({
            longest: limits.rememberAbsolute / 1000,
            idle: limits.rememberIdle / 1000,
          })}
          aside={t.newHere({
            create: <PageLink to={withReturn("/signup", returnTo)}>{t.createAccount}</PageLink>,
          })}
          notice={
            problem ? (
              <ProviderNotice error={problem} />
            ) : (
              <LoginFormNotice asked={asked} accountReason={view.reason} />
            )
          }
        >
          {identityProvider && <ProviderButton name={identityProvider.name} returnTo={returnTo} />}
          {view.canChoose && (
            <p>
              <PageLink to={loginUrl(null, returnTo === HOME ? null : returnTo)}>{t.chooseAccount}</PageLink>
            </p>
          )}
          {/* demo:start */}
          {props.demo}
          {/* demo:end */}
        </SignInScreen>
      </SessionProvider>
    </ClientTexts>
  );
}

function PageLink({ to, children }: { to: string; children: string }) {
  return (
    <Link href={to} className="link">
      {children}
    </Link>
  );
}

const withReturn = (path: string, returnTo: string) =>
  returnTo === HOME ? path : `${path}?${new URLSearchParams({ returnTo })}`;
