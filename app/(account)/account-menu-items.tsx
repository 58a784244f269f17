import { LogOut, UserRoundPlus } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { signOutAction, switchAccountAction } from "@/app/account-actions";
import { Avatar } from "@/app/ui/account/avatar";
import { Identity } from "@/app/ui/account/identity";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { AccountView, UserView } from "@/lib/session/contract";
import { accountUrl, addAccountUrl } from "@/lib/session/login-url";

export interface AccountMenuItemsProps {
  user: UserView;
  /** The session of this page. */
  sessionId: string;
  /** The other accounts of this browser. */
  others: AccountView[];
  /** The name of the identity provider that this session came from; null for any other session. */
  provider: string | null;
}

const ITEM =
  "flex min-h-11 w-full min-w-0 items-center gap-3 rounded-xl px-2.5 py-2 text-start text-sm outline-offset-0 transition-colors hover:bg-sunken";
const ICON = "mx-1.5 size-4 shrink-0 text-muted";

/**
 * The content of the account menu: links and forms alone, so that it works without JavaScript. The server renders it
 * first, and a script once the menu is open.
 */
export function AccountMenuItems({ user, sessionId, others, provider }: AccountMenuItemsProps) {
  const t = useTexts("account").menu;
  return (
    <>
      <p className="flex items-center gap-3 px-2.5 pt-2 pb-3">
        <Avatar user={user} />
        <Identity user={user} />
      </p>
      <ul className="grid grid-cols-1 gap-0.5 border-t border-line pt-1.5">
        {others.map((account) => (
          <li key={account.sessionId}>
            <OtherAccount account={account} />
          </li>
        ))}
        <li>
          <a href={addAccountUrl(null)} className={ITEM}>
            <SvgIcon icon={UserRoundPlus} className={ICON} />
            {t.addAnother}
          </a>
        </li>
        <li>
          <SignOutForm sessionId={sessionId}>{provider ? t.signOutHere : t.signOut}</SignOutForm>
        </li>
        {provider && (
          <li>
            <SignOutForm sessionId={sessionId} atProvider>
              {t.signOutAtProvider({ provider })}
            </SignOutForm>
          </li>
        )}
        {others.length > 0 && (
          <li>
            <SignOutForm>{t.signOutOfAll}</SignOutForm>
          </li>
        )}
      </ul>
    </>
  );
}

function OtherAccount({ account: { user, sessionId, endedReason } }: { account: AccountView }) {
  const t = useTexts("account").menu;
  if (endedReason !== null)
    return (
      <a href={accountUrl(sessionId, null)} className={ITEM}>
        <Avatar user={user} size="small" />
        <Identity user={user} />
        <span className="shrink-0 text-muted">{t.signedOut}</span>
      </a>
    );
  return (
    <form name="switch" action={switchAccountAction} data-leaves-page="">
      <input type="hidden" name="sessionId" value={sessionId} />
      <button type="submit" className={ITEM}>
        <Avatar user={user} size="small" />
        <Identity user={user} verb={`${t.switchTo} `} />
      </button>
    </form>
  );
}

interface SignOutFormProps {
  /** Left out, every account of this browser is signed out. */
  sessionId?: string;
  /** Also ends the user's session at the identity provider, whose page comes next. */
  atProvider?: boolean;
  children: ReactNode;
}

function SignOutForm({ sessionId, atProvider, children }: SignOutFormProps) {
  return (
    <form action={signOutAction} data-leaves-page="">
      {atProvider && <input type="hidden" name="provider" value="yes" />}
      {sessionId && <input type="hidden" name="sessionId" value={sessionId} />}
      <button type="submit" className={ITEM}>
        <SvgIcon icon={LogOut} className={ICON} />
        {children}
      </button>
    </form>
  );
}
