import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { signOutAction, switchAccountAction } from "@/app/account-actions";
import { Avatar } from "@/app/ui/account/avatar";
import { Identity } from "@/app/ui/account/identity";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import { Button, buttonClass } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import type { AccountView } from "@/lib/session/contract";
import { accountUrl, addAccountUrl, HOME } from "@/lib/session/login-url";

interface Props {
  /** Those of the browser, the active one first, then the latest; with those that have ended. */
  accounts: AccountView[];
  /** Whether five are signed in, so that none can be added. */
  isFull: boolean;
  returnTo: string;
  /** A notice above the list. */
  children?: ReactNode;
}

/** The accounts of this browser to choose from. Links and forms alone: it works without JavaScript. */
export function AccountChooser({ accounts, isFull, returnTo, children }: Props) {
  const t = useTexts("login").chooser;
  return (
    <>
      <AuthHeader title={t.title} />
      {children}
      {isFull && <TooMany oldest={accounts.at(-1)?.user.name} />}
      <ul className="grid gap-2.5">
        {accounts.map((account) => (
          <li
            key={account.sessionId}
            className="flex items-center rounded-2xl border border-line bg-raised pe-1.5 transition-colors hover:border-edge"
          >
            <Choice account={account} returnTo={returnTo} />
            <SignOutButton account={account} returnTo={returnTo} />
          </li>
        ))}
      </ul>
      {!isFull && (
        <a href={addAccountUrl(pageOf(returnTo))} className={buttonClass({ variant: "quiet" })}>
          {t.useAnother}
        </a>
      )}
    </>
  );
}

const ROW = "flex w-full min-w-0 grow items-center gap-3 rounded-2xl p-3.5";

interface RowProps {
  account: AccountView;
  returnTo: string;
}

/** One click for an account that is signed in. One whose session has ended leads to the form. */
function Choice({ account, returnTo }: RowProps) {
  const { user, endedReason, sessionId } = account;
  const t = useTexts("login").chooser;
  const { login } = useTexts("sessionEnd");
  if (endedReason === null)
    return (
      <form action={switchAccountAction} className="min-w-0 grow">
        <Target account={account} returnTo={returnTo} />
        <button type="submit" className={ROW}>
          <Avatar user={user} />
          <Identity user={user} verb={t.continueAs} isWhole />
        </button>
      </form>
    );
  return (
    <a href={accountUrl(sessionId, pageOf(returnTo))} className={ROW}>
      <Avatar user={user} />
      <Identity user={user} verb={t.signInAs} isWhole>
        <span className="mt-1 text-sm text-muted">{login[endedReason]}</span>
      </Identity>
    </a>
  );
}

function SignOutButton({ account, returnTo }: RowProps) {
  const t = useTexts("login").chooser;
  const { name } = account.user;
  const isSignedIn = account.endedReason === null;
  return (
    <form action={signOutAction}>
      <Target account={account} returnTo={returnTo} />
      <Button
        type="submit"
        variant="plain"
        size="small"
        className="whitespace-nowrap"
        aria-label={isSignedIn ? t.signOutOf({ name }) : t.removeOf({ name })}
      >
        {isSignedIn ? t.signOut : t.remove}
      </Button>
    </form>
  );
}

/** The session that a form is about: never just the one that happens to be active. */
function Target({ account, returnTo }: RowProps) {
  return (
    <>
      <input type="hidden" name="sessionId" value={account.sessionId} />
      <input type="hidden" name="returnTo" value={returnTo} />
    </>
  );
}

function TooMany({ oldest }: { oldest: string | undefined }) {
  const t = useTexts("login").chooser;
  return <Notice tone="info">{t.full({ oldest: <bdi className="wrap-anywhere">{oldest}</bdi> })}</Notice>;
}

const pageOf = (returnTo: string) => (returnTo === HOME ? null : returnTo);
