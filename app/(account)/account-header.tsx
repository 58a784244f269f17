"use client";

import type { FormEvent } from "react";
import { Button } from "@/app/ui/button";
import { Brand } from "@/app/ui/shell/brand";
import { MainNav } from "@/app/ui/shell/main-nav";
import { useAuth } from "@/lib/client/react/use-auth";
import { signOut } from "./actions";

/** The header of the signed-in pages: the user's name, the navigation and the sign-out button. */
export function AccountHeader() {
  const { user, logout } = useAuth();
  if (!user) return null;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void logout();
  }

  return (
    <header className="mx-auto grid w-full max-w-5xl grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 px-5 pt-4 sm:px-8 md:grid-cols-[auto_1fr_auto]">
      <Brand href="/dashboard" />
      <div className="order-3 col-span-2 min-w-0 md:order-none md:col-span-1">
        <MainNav />
      </div>
      <div className="flex min-w-0 items-center gap-3 text-sm">
        <bdi className="max-w-40 truncate text-muted max-[24rem]:hidden md:max-lg:hidden">{user.name}</bdi>
        {/* A form, so it also works without JavaScript. */}
        <form action={signOut} onSubmit={onSubmit}>
          <Button type="submit" variant="quiet" size="small" className="whitespace-nowrap">
            Sign out
          </Button>
        </form>
      </div>
    </header>
  );
}
