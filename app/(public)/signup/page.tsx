import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react"; // demo:line
import { MailHint } from "@/app/(public)/mail-hint";
import { ClientTexts } from "@/app/client-texts";
import { AuthCard } from "@/app/ui/auth/auth-card";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { MIN_LENGTH } from "@/lib/server/factors/password-policy";
import { HOME, safeReturnTo } from "@/lib/session/login-url";
import { getAccounts, isBrowserFull } from "@/lib/web/pages/accounts";
import { getEpoch } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getOpenAttempt } from "@/lib/web/pages/open-attempt";
import { getTexts } from "@/lib/web/pages/texts";
import { AccountChooser } from "../login/account-chooser";
import { drawQrCodeAction } from "../login/actions";
import { takeSignUpStepAction } from "./actions";
import { SignUpScreen } from "./signup-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("login")).createAccount };
}

type Query = Record<string, string | string[] | undefined>;

interface PageProps {
  searchParams: Promise<Query>;
  // demo:start
  /** What the demo's own page (`demo/signup`) adds. */
  demo?: ReactNode;
  // demo:end
}

export default async function SignUpPage(props: PageProps) {
  const returnTo = safeReturnTo((await props.searchParams).returnTo);
  const attempt = await getOpenAttempt("sign_up");
  if (!attempt && (await isBrowserFull())) return <FullBrowser returnTo={returnTo} />;
  const t = await getTexts("login");
  const query = returnTo === HOME ? "" : `?${new URLSearchParams({ returnTo })}`;

  return (
    <AuthCard nonce={await getNonce()}>
      <ClientTexts of={["signIn", "factorSetup"]}>
        <SessionProvider initial={null} epoch={await getEpoch()}>
          <SignUpScreen
            attempt={attempt}
            action={takeSignUpStepAction}
            drawQrCode={drawQrCodeAction}
            mailbox={<MailHint />}
            returnTo={returnTo}
            minPasswordLength={MIN_LENGTH}
            aside={t.haveAccount({
              signIn: (
                <Link href={`/login${query}`} className="link">
                  {t.signIn}
                </Link>
              ),
            })}
          />
          {/* demo:start */}
          {!attempt && props.demo}
          {/* demo:end */}
        </SessionProvider>
      </ClientTexts>
    </AuthCard>
  );
}

/** Five accounts are signed in: the form would be refused. One of them can make room, or be the one to go on with. */
async function FullBrowser({ returnTo }: { returnTo: string }) {
  return (
    <AuthCard nonce={await getNonce()}>
      <AccountChooser accounts={await getAccounts()} isFull returnTo={returnTo} />
    </AuthCard>
  );
}
