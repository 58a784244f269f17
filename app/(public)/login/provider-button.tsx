"use client";

import type { FormEvent } from "react";
import { Button } from "@/app/ui/button";

/**
 * Signs in by the identity provider. A plain form, which works without JavaScript; with it the form also tells whether
 * "Remember me" is ticked in the form above.
 */
export function ProviderButton({ name, returnTo }: { name: string; returnTo: string }) {
  function onSubmit({ currentTarget }: FormEvent<HTMLFormElement>) {
    const box = document.querySelector<HTMLInputElement>('input[type="checkbox"][name="rememberMe"]');
    const field = currentTarget.elements.namedItem("rememberMe");
    if (field instanceof HTMLInputElement) field.value = box?.checked ? "yes" : "";
  }

  return (
    <form method="post" action="/api/auth/oidc/start" onSubmit={onSubmit} className="grid">
      <input type="hidden" name="returnTo" value={returnTo} />
      <input type="hidden" name="rememberMe" defaultValue="" />
      <Button type="submit" variant="quiet">
        Continue with {name}
      </Button>
    </form>
  );
}
