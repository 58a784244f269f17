"use client";

import { useActionState, useState } from "react";
import { useTexts } from "#texts";
import { ListSkeleton } from "@/app/ui/feedback/list-skeleton";
import { ApiKeyForm } from "@/app/ui/organizations/api-key-form";
import { ApiKeyList } from "@/app/ui/organizations/api-key-list";
import { NewApiKeyPanel } from "@/app/ui/organizations/new-api-key-panel";
import { OrganizationNotice } from "@/app/ui/organizations/organization-notice";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import { Panel } from "@/app/ui/shell/panel";
import { useOrganization } from "@/lib/client/react/use-organization";
import type {
  ApiKeyView,
  MembershipView,
  NewApiKeyView,
} from "@/lib/session/organizations/organization-contract";
import { mayDo } from "@/lib/session/organizations/organization-permissions";

interface Props {
  /** The server actions that the forms post to without JavaScript. */
  actions: { createKey: PostedFormAction; revokeKey: PostedFormAction };
  initial: { membership: MembershipView; apiKeys: ApiKeyView[] };
}

/** The API keys of an organization, and a form that makes one, which shows the key this once. */
export function ApiKeys({ initial, actions }: Props) {
  const t = useTexts("organizations").apiKeys;
  const organizationId = initial.membership.organization.id;
  const organization = useOrganization({ organizationId, parts: ["apiKeys"], initial });
  const { membership, apiKeys, addApiKey, removeApiKey } = organization;
  const [posted, createAction] = useActionState(actions.createKey, null);
  const [made, setMade] = useState<NewApiKeyView | null>(posted?.made ?? null);

  return (
    <>
      <OrganizationNotice organization={organization} />
      {made && <NewApiKeyPanel made={made} onDone={() => setMade(null)} />}
      {membership ? (
        <Panel title={t.title} hint={t.hint}>
          <ApiKeyList
            organizationId={organizationId}
            apiKeys={apiKeys}
            onRevoke={removeApiKey}
            action={actions.revokeKey}
          />
        </Panel>
      ) : (
        !organization.error && <ListSkeleton title={t.title} label={t.loading} />
      )}
      {membership && mayDo(membership.role, null, "api_keys.change") && (
        <Panel title={t.create}>
          <ApiKeyForm
            organizationId={organizationId}
            posted={posted}
            action={createAction}
            onMake={async (key) => {
              setMade(null);
              setMade(await addApiKey(key));
            }}
          />
        </Panel>
      )}
    </>
  );
}
