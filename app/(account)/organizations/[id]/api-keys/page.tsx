import type { Metadata } from "next";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import { listApiKeys } from "@/lib/server/organizations/organization-api-keys";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { createKey, revokeKey } from "../../actions";
import { ApiKeys } from "./api-keys";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { membership, access } = await requireMember(id, "/api-keys", "api_keys.read");
  return (
    <SettingsPage membership={membership} here="API keys">
      <ApiKeys
        initial={{ membership, apiKeys: await listApiKeys(access) }}
        actions={{ createKey, revokeKey }}
      />
    </SettingsPage>
  );
}
