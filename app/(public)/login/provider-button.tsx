"use client";

import { type FormEvent, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { useAuthClient } from "@/lib/client/react/auth-provider";

const START = "/api/auth/oidc/start";

/**
 * Signs in by the identity provider. A plain form, which works without JavaScript; a script also tells whether "Remember
 * me" is ticked in the form above, and proves the browser's key, which the session is then bound to.
 */
export function ProviderButton({ name, returnTo }: { name: string; returnTo: string }) {
  const t = useTexts("signIn");
  const client = useAuthClient();
  const [isLeaving, setIsLeaving] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const box = document.querySelector<HTMLInputElement>('input[type="checkbox"][name="rememberMe"]');
    const rememberMe = box?.checked === true;
    setIsLeaving(true);
    try {
      const body = { returnTo, rememberMe };
      const { redirectTo } = await client.request<{ redirectTo: string }>(START, { body });
      location.assign(redirectTo);
    } catch {
      // The answer to the form is a page, which says what is wrong.
      const field = form.elements.namedItem("rememberMe");
      if (field instanceof HTMLInputElement) field.value = rememberMe ? "yes" : "";
      form.submit();
    } finally {
      // The Back button may bring this page again as it was.
      setIsLeaving(false);
    }
  }

  return (
    <form method="post" action={START} onSubmit={onSubmit} className="grid">
      <input type="hidden" name="returnTo" value={returnTo} />
      <input type="hidden" name="rememberMe" defaultValue="" />
      <Button type="submit" variant="quiet" disabled={isLeaving}>
        {t.form.provider({ name })}
      </Button>
    </form>
  );
}
