"use client";

import { useActionState } from "react";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { ExactTime, RelativeTime } from "@/app/ui/time/relative-time";
import type { ApiKeyView } from "@/lib/session/organizations/organization-contract";
import { ListRow } from "./list-row";
import { PostedNotice } from "./posted-notice";
import { RemoveForm } from "./remove-form";
import type { PostedFormAction } from "./use-posted-form";
import { useRemoval } from "./use-removal";

interface Props {
  organizationId: string;
  apiKeys: ApiKeyView[];
  /** Rejects with an `AuthError`. */
  onRevoke: (keyId: string) => Promise<void>;
  /** Revokes without JavaScript. */
  action: PostedFormAction;
}

/** The keys that are good, by the first characters of each. */
export function ApiKeyList({ organizationId, apiKeys, onRevoke, action }: Props) {
  const isOffline = useOffline();
  const [posted, formAction] = useActionState(action, null);
  const { ask, chosen, dialog } = useRemoval<ApiKeyView>(
    ({ id }) => onRevoke(id),
    ({ name }) => `Revoked ${name}`,
  );

  return (
    <>
      <PostedNotice posted={posted} done="API key revoked" />
      {apiKeys.length === 0 && <p className="px-5 py-8 text-center text-muted">No API keys yet.</p>}
      <ul className="divide-y divide-line">
        {apiKeys.map((key) => (
          <ListRow key={key.id} name={key.name} facts={factsOf(key)}>
            <RemoveForm
              verb="Revoke"
              label={`Revoke ${key.name}`}
              isOffline={isOffline}
              onPress={() => ask(key)}
              post={{ action: formAction, fields: { organizationId, keyId: key.id } }}
            />
          </ListRow>
        ))}
      </ul>
      {chosen && (
        <ConfirmDialog {...dialog} title={`Revoke ${chosen.name}?`} confirm="Revoke key">
          <p>Calls with this key are refused right away. This can’t be undone.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const factsOf = ({ prefix, scope, expiresAt, lastUsedAt }: ApiKeyView) => [
  <span key="prefix" className="font-mono">
    {prefix}…
  </span>,
  scope === "write" ? "Read and write" : "Read",
  <span key="end">
    Expires <ExactTime at={expiresAt} dateOnly />
  </span>,
  lastUsedAt ? (
    <span key="use">
      Last used <RelativeTime at={lastUsedAt} />
    </span>
  ) : (
    "Not used yet"
  ),
];
