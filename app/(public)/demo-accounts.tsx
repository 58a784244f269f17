import { ChevronRight } from "lucide";
import { useTexts } from "#texts";
import { ClientTexts } from "@/app/client-texts";
import { DemoSignIn } from "@/app/ui/auth/demo-sign-in";
import { buttonClass } from "@/app/ui/button";
import { SvgIcon } from "@/app/ui/svg-icon";
import { DEMO_ACCOUNT_NAMES, DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";
import { getAccounts, isBrowserFull } from "@/lib/web/pages/accounts";
import { getTexts } from "@/lib/web/pages/texts";
import { signInToDemoAction, signInToDemoElsewhereAction } from "./demo-actions";

/** A button for each demo account, and below them what to type on another device. */
export function DemoAccounts({ returnTo }: { returnTo: string }) {
  const t = useTexts("demo").accounts;
  const accounts = Object.entries(DEMO_ACCOUNTS).map(([key, account]) => ({ key, ...account }));
  return (
    <section aria-labelledby="demo-accounts" className="grid gap-4 border-t border-line pt-6">
      <header>
        <h2 id="demo-accounts" className="font-medium">
          {t.title}
        </h2>
        <p className="text-sm text-muted">{t.oneClick}</p>
      </header>
      <ClientTexts of={["demo"]}>
        <DemoSignIn action={signInToDemoAction} returnTo={returnTo} accounts={accounts} />
      </ClientTexts>
      <details className="group text-sm">
        <summary className="-my-1.5 flex w-fit list-none items-center gap-1 py-1.5 text-muted hover:text-ink">
          <SvgIcon
            icon={ChevronRight}
            className="-ms-1 size-4 transition-transform group-open:rotate-90 motion-reduce:transition-none rtl:-scale-x-100"
          />
          {t.passwords}
        </summary>
        <dl className="mt-3 grid gap-3">
          {accounts.map(({ key, name, email, password }) => (
            <div key={key}>
              <dt className="text-muted">{name}</dt>
              <dd className="font-mono text-[0.8125rem] leading-relaxed wrap-anywhere select-all">{email}</dd>
              <dd className="font-mono text-[0.8125rem] leading-relaxed wrap-anywhere select-all">
                {password}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

/** The same for a browser that is signed in already: a button for each demo account that it does not hold. */
export async function DemoChoice({ returnTo }: { returnTo: string }) {
  const { accounts: t } = await getTexts("demo");
  const [held, isFull] = await Promise.all([getAccounts(), isBrowserFull()]);
  const signedIn = held.filter(({ endedReason }) => endedReason === null).map(({ user }) => user.email);
  const accounts = DEMO_ACCOUNT_NAMES.filter((name) => !signedIn.includes(DEMO_ACCOUNTS[name].email));
  if (isFull || accounts.length === 0) return null;
  return (
    <section aria-labelledby="demo-accounts" className="grid gap-4 border-t border-line pt-6">
      <h2 id="demo-accounts" className="font-medium">
        {t.title}
      </h2>
      <form action={signInToDemoElsewhereAction} className="flex flex-wrap gap-2.5">
        <input type="hidden" name="returnTo" value={returnTo} />
        {accounts.map((name) => (
          <button
            key={name}
            type="submit"
            name="account"
            value={name}
            className={buttonClass({ variant: "quiet" })}
          >
            {t.signInAs({ name: DEMO_ACCOUNTS[name].name })}
          </button>
        ))}
      </form>
    </section>
  );
}
