"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { flushSync } from "react-dom";
import { Avatar } from "@/app/ui/account/avatar";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import { useAuth } from "@/lib/client/react/use-auth";
import type { AccountView } from "@/lib/session/contract";
import type { Language } from "@/lib/texts/language";
import { withLaterTexts } from "@/lib/texts/later";
import type { Messages } from "@/lib/texts/message";

type LiveMenu = typeof import("./live-account-menu") & { later: Messages };

interface Props {
  /** Stays the same: another one needs another key. */
  language: Language;
  /** Before the user's name, for screen readers. */
  label: ReactNode;
  /** The other accounts of this browser when the page was rendered. */
  others: AccountView[];
  /** The name of the identity provider that this session came from; null for any other session. */
  provider: string | null;
  /** The menu's content as the server rendered it; see `AccountMenuItems`. */
  children: ReactNode;
}

/**
 * The button with the user's name, and the menu that it opens. Both are plain HTML: the browser opens and closes the menu,
 * with Escape too, and gives the focus back. A script that loads with the first use adds arrow keys and the accounts that
 * came and went meanwhile.
 */
export function AccountMenu({ language, label, others, provider, children }: Props) {
  const { user, logout } = useAuth();
  const isAlone = useIsAlone(others.length === 0);
  const [isOpen, setOpen] = useState(false);
  const [live, setLive] = useState<LiveMenu | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const client = useAuthClient();
  const loadMenu = () => withLaterTexts(import("./live-account-menu"), language);
  // Without it the menu still works, as it does without JavaScript.
  const load = () => live ?? void loadMenu().then(show, () => {});

  /**
   * Waits while the user presses an item: replacing the menu then would remove the item before the click. It is replaced at
   * once, so that no press comes between the look and that.
   */
  function show(part: LiveMenu) {
    if (document.querySelector("#account-menu :active")) setTimeout(show, 100, part);
    else flushSync(() => setLive(part));
  }

  /** A sign-out of the whole browser must succeed also while no more code can be loaded, and no server reached. */
  function onSubmit(event: FormEvent<HTMLElement>) {
    const fields = new FormData(event.target as HTMLFormElement);
    const isAtProvider = fields.has("provider");
    const isOfOne = fields.has("sessionId") && !isAlone;
    if (event.defaultPrevented || (isOfOne && !isAtProvider)) return;
    event.preventDefault();
    if (isAtProvider) loadMenu().then((part) => leaveForProvider(part, fields), logout);
    else void logout();
  }

  async function leaveForProvider(part: LiveMenu, fields: FormData) {
    setFailure(null);
    await part.signOutAtProvider(client, String(fields.get("sessionId"))).catch((error) => {
      setFailure(error);
      show(part);
    });
  }

  if (!user) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        onPointerEnter={load}
        onFocus={load}
        className="flex min-h-9 max-w-52 min-w-0 items-center gap-2 rounded-full border border-line bg-raised py-0.5 ps-1 pe-2.5 text-sm font-medium transition-colors hover:border-edge"
      >
        <Avatar user={user} size="small" />
        {label}
        <bdi className="truncate max-[26rem]:sr-only md:max-lg:sr-only">{user.name}</bdi>
        <span
          aria-hidden
          className="mb-1 size-1.5 shrink-0 rotate-45 border-r-[1.5px] border-b-[1.5px] border-muted"
        />
      </button>
      <div
        id="account-menu"
        popover="auto"
        onSubmit={onSubmit}
        onBeforeToggle={({ newState }) => newState === "open" && setOpen(true)}
        // Once the browser has given the focus back: what has the focus must be there until then.
        onToggle={({ newState }) => setOpen(newState === "open")}
        className="menu"
      >
        {isOpen && live ? (
          <live.LiveAccountMenu
            later={live.later}
            user={user}
            others={others}
            provider={provider}
            failure={failure}
          />
        ) : (
          children
        )}
      </div>
    </>
  );
}

/**
 * @param wasAlone whether the browser had no other account when the page was rendered
 * @returns whether it has none now: a tab is set aside for an account that is added in another one
 */
function useIsAlone(wasAlone: boolean): boolean {
  const { mismatch } = useAuthState();
  const [isAlone, setAlone] = useState(wasAlone);
  if (isAlone && (mismatch || !wasAlone)) setAlone(false);
  return isAlone;
}
