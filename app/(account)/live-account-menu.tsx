"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "#texts";
import { nextMenuItem } from "@/app/ui/account/menu-keys";
import { errorMessage } from "@/app/ui/format/error-message";
import { OrganizationSwitcher } from "@/app/ui/organizations/organization-switcher";
import { LaterTexts } from "@/app/ui/texts/later-texts";
import { asAuthError, isRecoverable } from "@/lib/client/http/auth-error";
import { useAuthState } from "@/lib/client/react/auth-provider";
import { useSession } from "@/lib/client/react/use-session";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { AccountView, UserView } from "@/lib/session/contract";
import type { Messages } from "@/lib/texts/message";
import { AccountMenuItems } from "./account-menu-items";

export interface LiveAccountMenuProps {
  user: UserView;
  /** The other accounts of this browser when the page was rendered: shown until the server has listed them. */
  others: AccountView[];
  /** The name of the identity provider that this session came from; null for any other session. */
  provider: string | null;
  /** Why a sign-out at the identity provider failed; null for none. */
  failure: unknown;
}

/** The open account menu once its code is there: it lists the accounts as they are now, and takes arrow keys. */
export function LiveAccountMenu({ later, ...props }: LiveAccountMenuProps & { later: Messages }) {
  return (
    <LaterTexts later={later}>
      <LiveMenuContent {...props} />
    </LaterTexts>
  );
}

function LiveMenuContent({ user, others, provider, failure }: LiveAccountMenuProps) {
  const content = useRef<HTMLDivElement>(null);
  useArrowKeys(content);
  const sessionId = useAuthState().session?.id;
  const tErrors = useTexts("errors");
  const { error, listed, onSubmit } = useAccountForms();
  const problem = failure ?? error;

  return (
    <div ref={content} onSubmit={onSubmit}>
      {problem != null && (
        <p role="alert" className="px-2.5 py-2 text-sm text-danger">
          {errorMessage(asAuthError(problem), tErrors)}
        </p>
      )}
      {sessionId && (
        <AccountMenuItems
          user={user}
          provider={provider}
          sessionId={sessionId}
          others={listed?.filter((account) => account.sessionId !== sessionId) ?? others}
        />
      )}
      <OrganizationSwitcher />
    </div>
  );
}

/** Runs the menu's forms without leaving the page first, so that a failure can be told here. */
function useAccountForms() {
  const browser = useSession();
  const [error, setError] = useState<unknown>(null);

  async function onSubmit(event: FormEvent) {
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const sessionId = fields.get("sessionId");
    // Without a session the form is about the whole browser: the menu takes it, as it does one for the provider.
    if (browser.loading || typeof sessionId !== "string" || fields.has("provider")) return;
    if (browser.session.signIns.length < 2) return;
    event.preventDefault();
    setError(null);
    try {
      if (form.name === "switch") await browser.switchSignIn(sessionId);
      // While the server can't be reached, only a sign-out of the whole browser lasts. It's better than none.
      else await browser.signOut(sessionId).catch((error) => leaveAnyway(error, browser.signOut));
    } catch (error) {
      setError(error);
      await browser.refetch();
    }
  }

  return { error, listed: browser.session?.signIns, onSubmit };
}

/**
 * Ends the session here first; then the page leaves for the provider's. The page knows of this end, so that the news of it
 * does not lead to the sign-in page.
 */
export function signOutAtProvider(
  { request, withPlannedSignOut }: AuthClient,
  sessionId: string,
): Promise<unknown> {
  const body = { sessionId, provider: true };
  return withPlannedSignOut("signed_out", () => request("/api/auth/logout", { body }));
}

async function leaveAnyway(error: unknown, signOut: () => Promise<void>): Promise<void> {
  if (!isRecoverable(error)) throw error;
  await signOut();
}

/** Arrow keys, Home and End move the focus from the menu's button into the menu, and through it. */
function useArrowKeys(content: { current: HTMLElement | null }): void {
  useEffect(() => {
    const menu = content.current?.parentElement;
    const button = menu?.previousElementSibling;
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
  }, [content]);
}
