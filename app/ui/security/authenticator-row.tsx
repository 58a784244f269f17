"use client";

import { Fingerprint, RectangleEllipsis } from "lucide";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { RenamableName } from "@/app/ui/form/renamable-name";
import { authenticatorKind } from "@/app/ui/format/authenticator";
import { InlineList } from "@/app/ui/shell/inline-list";
import { SvgIcon } from "@/app/ui/svg-icon";
import { ExactTime, RelativeTime } from "@/app/ui/time/relative-time";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";

export interface AuthenticatorRowProps {
  authenticator: AuthenticatorView;
  /** Rejects when the name could not be saved, after showing why. */
  onRename: (authenticator: AuthenticatorView, name: string) => Promise<void>;
  onRemove: (authenticator: AuthenticatorView) => void;
}

const ICON = { totp: RectangleEllipsis, passkey: Fingerprint } as const;

/** An authenticator app or a passkey: its name, when it was added and last used, and the buttons to rename and remove it. */
export function AuthenticatorRow({ authenticator, onRename, onRemove }: AuthenticatorRowProps) {
  const tAuthenticator = useTexts("authenticator");
  const { type, name, createdAt, lastUsedAt } = authenticator;
  const t = useTexts("security").factor;
  const kind = authenticatorKind(authenticator, tAuthenticator);

  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 px-5 py-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:px-6">
      <span className="grid size-11 shrink-0 place-items-center self-start rounded-xl bg-sunken">
        <SvgIcon icon={ICON[type]} className="size-[1.375rem] stroke-[1.5]" />
      </span>
      <div className="min-w-0">
        <RenamableName
          name={name}
          label={name}
          identity={name}
          onRename={async (next) => {
            if (next) await onRename(authenticator, next);
          }}
        />
        <InlineList>
          {name !== kind && kind}
          <span>{t.added({ date: <ExactTime at={createdAt} dateOnly /> })}</span>
          {lastUsedAt ? <span>{t.lastUsed({ when: <RelativeTime at={lastUsedAt} /> })}</span> : t.notUsed}
        </InlineList>
      </div>
      <Button
        variant="quiet"
        size="small"
        aria-label={t.removeOne({ name })}
        className="col-start-2 justify-self-start sm:col-start-3 noscript:hidden"
        onClick={() => onRemove(authenticator)}
      >
        {t.remove}
      </Button>
    </li>
  );
}
