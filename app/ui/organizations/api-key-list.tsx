"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { ExactTime, RelativeTime } from "@/app/ui/time/relative-time";
import type { ApiKeyView } from "@/lib/session/organizations/organization-contract";
import type { Texts } from "@/lib/texts/catalogue";
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
  const t = useTexts("organizations").apiKeys;
  const isOffline = useOffline();
  const [posted, formAction] = useActionState(action, null);
  const { ask, chosen, dialog } = useRemoval<ApiKeyView>(
    ({ id }) => onRevoke(id),
    ({ name }) => t.revokedOne({ name }),
  );

  return (
    <>
      <PostedNotice posted={posted} done={t.revoked} />
      {apiKeys.length === 0 && <p className="px-5 py-8 text-center text-muted">{t.none}</p>}
      <ul className="divide-y divide-line">
        {apiKeys.map((key) => (
          <ListRow key={key.id} name={key.name} facts={factsOf(key, t)}>
            <RemoveForm
              verb={t.revoke}
              label={t.revokeOne({ name: key.name })}
              isOffline={isOffline}
              onPress={() => ask(key)}
              post={{ action: formAction, fields: { organizationId, keyId: key.id } }}
            />
          </ListRow>
        ))}
      </ul>
      {chosen && (
        <ConfirmDialog {...dialog} title={t.ask({ name: chosen.name })} confirm={t.confirm}>
          <p>{t.effect}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const factsOf = (
  { prefix, scope, expiresAt, lastUsedAt }: ApiKeyView,
  t: Texts<"organizations">["apiKeys"],
) => [
  <span key="prefix" className="font-mono">
    {prefix}…
  </span>,
  t.scope[scope],
  <span key="end">{t.expires({ date: <ExactTime at={expiresAt} dateOnly /> })}</span>,
  lastUsedAt ? <span key="use">{t.lastUsed({ when: <RelativeTime at={lastUsedAt} /> })}</span> : t.notUsed,
];
