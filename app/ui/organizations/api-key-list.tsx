"use client";

import { useState } from "react";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { InlineList } from "@/app/ui/shell/inline-list";
import { ExactTime, RelativeTime } from "@/app/ui/time/relative-time";
import type { ApiKeyView } from "@/lib/session/organizations/organization-contract";

interface Props {
  apiKeys: ApiKeyView[];
  /** Rejects with an `AuthError`. */
  onRevoke: (keyId: string) => Promise<void>;
}

/** The keys that are good, by the first characters of each. */
export function ApiKeyList({ apiKeys, onRevoke }: Props) {
  const isOffline = useOffline();
  const [revoked, setRevoked] = useState<ApiKeyView | null>(null);
  const { open, dialog } = useDialog(async () => {
    if (!revoked) return "";
    await onRevoke(revoked.id);
    return `Revoked ${revoked.name}`;
  });

  return (
    <>
      {apiKeys.length === 0 && <p className="px-5 py-8 text-center text-muted">No API keys yet.</p>}
      <ul className="divide-y divide-line">
        {apiKeys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6">
            <div className="min-w-0 grow basis-60">
              <h3 className="leading-6">
                <bdi className="wrap-anywhere">{key.name}</bdi>
              </h3>
              <InlineList>
                <span className="font-mono">{key.prefix}…</span>
                <span>{key.scope === "write" ? "Read and write" : "Read"}</span>
                <span>
                  Expires <ExactTime at={key.expiresAt} dateOnly />
                </span>
                {key.lastUsedAt ? (
                  <span>
                    Last used <RelativeTime at={key.lastUsedAt} />
                  </span>
                ) : (
                  "Not used yet"
                )}
              </InlineList>
            </div>
            <Button
              variant="quiet"
              size="small"
              className="noscript:hidden"
              aria-label={`Revoke ${key.name}`}
              disabled={isOffline}
              onClick={() => {
                setRevoked(key);
                open();
              }}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      {revoked && (
        <ConfirmDialog {...dialog} title={`Revoke ${revoked.name}?`} confirm="Revoke key">
          <p>Calls with this key are refused right away. This can’t be undone.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
