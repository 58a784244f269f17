"use client";

import { AccountMenu } from "@/app/ui/shell/account-menu";
import { Brand } from "@/app/ui/shell/brand";
import { MainNav } from "@/app/ui/shell/main-nav";
import { useAuth } from "@/lib/client/hooks";

/** The frame's head: the way around for the one who is signed in in this tab. */
export function AccountHeader() {
  const { user, logout } = useAuth();
  if (!user) return null;
  const { name, email, roles } = user;
  return (
    <header className="border-b border-line">
      <div className="mx-auto grid w-full max-w-5xl grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 px-5 py-2.5 sm:px-8 md:grid-cols-[auto_1fr_auto]">
        <Brand href="/dashboard" />
        <div className="order-3 col-span-2 min-w-0 md:order-none md:col-span-1">
          <MainNav isAdmin={roles.includes("admin")} />
        </div>
        <AccountMenu name={name} email={email} onSignOut={() => void logout()} />
      </div>
    </header>
  );
}
