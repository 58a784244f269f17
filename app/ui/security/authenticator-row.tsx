"use client";

import { Fingerprint, Pencil, RectangleEllipsis } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/app/ui/button";
import { RenameForm } from "@/app/ui/form/rename-form";
import { authenticatorKind } from "@/app/ui/format/authenticator";
import { InlineList } from "@/app/ui/shell/inline-list";
import { ExactTime, RelativeTime } from "@/app/ui/time/relative-time";
import type { AuthenticatorView } from "@/lib/session/sign-in-contract";

export interface AuthenticatorRowProps {
  authenticator: AuthenticatorView;
  /** Rejects when the name could not be saved, after showing why. */
  onRename: (authenticator: AuthenticatorView, name: string) => Promise<void>;
  onRemove: (authenticator: AuthenticatorView) => void;
}

const ICON = { totp: RectangleEllipsis, passkey: Fingerprint } as const;

/** An authenticator app or a passkey: its name, when it was added and last used, and the buttons to rename and remove it. */
export function AuthenticatorRow({ authenticator, onRename, onRemove }: AuthenticatorRowProps) {
  const { type, name, createdAt, lastUsedAt } = authenticator;
  const [isRenaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const Icon = ICON[type];

  function closeRename() {
    // The form with the focus is removed. The focus returns to the pencil, which must be rendered first.
    flushSync(() => setRenaming(false));
    pencil.current?.focus();
  }

  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 px-5 py-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:px-6">
      <span className="grid size-11 shrink-0 place-items-center self-start rounded-xl bg-sunken">
        <Icon aria-hidden className="size-[1.375rem]" strokeWidth={1.5} />
      </span>
      <div className="min-w-0">
        {isRenaming ? (
          <RenameForm
            name={name}
            label={name}
            identity={name}
            onRename={async (next) => {
              if (next) await onRename(authenticator, next);
            }}
            onClose={closeRename}
          />
        ) : (
          <div className="flex items-center gap-x-0.5">
            <h3 className="min-w-0 leading-6">
              <bdi className="wrap-anywhere">{name}</bdi>
            </h3>
            <button
              ref={pencil}
              type="button"
              aria-label={`Rename ${name}`}
              onClick={() => setRenaming(true)}
              className="-my-1 rounded-lg p-1.5 text-muted outline-offset-0 hover:bg-sunken hover:text-ink noscript:hidden"
            >
              <Pencil aria-hidden className="size-3.5" />
            </button>
          </div>
        )}
        <InlineList>
          {name !== authenticatorKind(authenticator) && authenticatorKind(authenticator)}
          <span>
            Added <ExactTime at={createdAt} dateOnly />
          </span>
          {lastUsedAt ? (
            <span>
              Last used <RelativeTime at={lastUsedAt} />
            </span>
          ) : (
            "Not used yet"
          )}
        </InlineList>
      </div>
      <Button
        variant="quiet"
        size="small"
        aria-label={`Remove ${name}`}
        className="col-start-2 justify-self-start sm:col-start-3 noscript:hidden"
        onClick={() => onRemove(authenticator)}
      >
        Remove
      </Button>
    </li>
  );
}
