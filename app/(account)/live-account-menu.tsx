"use client";

import { useEffect, useRef } from "react";
import { nextMenuItem } from "@/app/ui/account/menu-keys";
import { useAuthState } from "@/lib/client/react/auth-provider";
import type { AccountView, UserView } from "@/lib/session/contract";
import { AccountMenuItems } from "./account-menu-items";

export interface LiveAccountMenuProps {
  user: UserView;
  /** The other accounts of this browser when the page was rendered. */
  others: AccountView[];
}

/** The open account menu once its code is there: arrow keys move through it. */
export function LiveAccountMenu({ user, others }: LiveAccountMenuProps) {
  const content = useRef<HTMLDivElement>(null);
  const sessionId = useAuthState().session?.id;

  useEffect(() => {
    const menu = content.current?.parentElement;
    if (!menu) return;
    const button = menu.previousElementSibling;
    function onKeyDown(event: KeyboardEvent) {
      const focused = document.activeElement;
      if (!menu || (focused !== button && !menu.contains(focused))) return;
      const items = [...menu.querySelectorAll<HTMLElement>("a, button")];
      const next = nextMenuItem(event.key, items.indexOf(focused as HTMLElement), items.length);
      if (next === null) return;
      event.preventDefault();
      items[next]?.focus();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <div ref={content}>
      {sessionId && <AccountMenuItems user={user} sessionId={sessionId} others={others} />}
    </div>
  );
}
