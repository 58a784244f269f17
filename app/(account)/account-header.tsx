import { useLanguage, useTexts } from "#texts";
import { Brand } from "@/app/ui/shell/brand";
import { MainNav } from "@/app/ui/shell/main-nav";
import { config } from "@/lib/server/config";
import type { AccountView } from "@/lib/session/contract";
import type { SessionSnapshot } from "@/lib/web/pages/current-session";
import { AccountMenu } from "./account-menu";
import { AccountMenuItems } from "./account-menu-items";
import { ActiveOrganizationName } from "./active-organization-name";

interface Props {
  current: SessionSnapshot;
  /** The other accounts of this browser. */
  others: AccountView[];
}

/** The header of the signed-in pages: the navigation and the account menu. */
export function AccountHeader({ current: { user, session }, others }: Props) {
  const language = useLanguage();
  const { menu } = useTexts("account");
  const provider = session.authMethods.includes("oidc") ? (config().identityProvider?.name ?? null) : null;
  return (
    <header className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 pt-4 sm:px-8">
      <div className="grid min-w-0">
        <Brand href="/dashboard" />
        <ActiveOrganizationName />
      </div>
      <div className="order-3 min-w-0 basis-full md:order-none md:grow md:basis-0">
        <MainNav />
      </div>
      <AccountMenu
        key={language}
        language={language}
        label={<span className="sr-only">{menu.button} </span>}
        others={others}
        provider={provider}
      >
        <AccountMenuItems user={user} sessionId={session.id} others={others} provider={provider} />
      </AccountMenu>
    </header>
  );
}
