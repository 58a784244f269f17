"use client";

import type { ReactNode } from "react";
import { Brand } from "@/app/ui/shell/brand";
import { MainNav } from "@/app/ui/shell/main-nav";
import { useAuth } from "@/lib/client/react/use-auth";
import type { AccountView } from "@/lib/session/contract";
import { AccountMenu } from "./account-menu";

interface Props {
  /** The other accounts of this browser. */
  others: AccountView[];
  /** The content of the account menu. */
  children: ReactNode;
}

/** The header of the signed-in pages: the navigation and the account menu. */
export function AccountHeader({ others, children }: Props) {
  const { user } = useAuth();
  if (!user) return null;

  return (
    <header className="mx-auto grid w-full max-w-5xl grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 px-5 pt-4 sm:px-8 md:grid-cols-[auto_1fr_auto]">
      <Brand href="/dashboard" />
      <div className="order-3 col-span-2 min-w-0 md:order-none md:col-span-1">
        <MainNav />
      </div>
      <AccountMenu user={user} others={others}>
        {children}
      </AccountMenu>
    </header>
  );
}
