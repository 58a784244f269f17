import type { Metadata } from "next";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import { listApiKeys } from "@/lib/server/organizations/organization-api-keys";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { getTexts } from "@/lib/web/pages/texts";
import { createApiKeyAction, revokeApiKeyAction } from "../../actions";
import { ApiKeys } from "./api-keys";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("organizations")).apiKeys.title };
}

export default async function ApiKeysPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { membership, access } = await requireMember(id, "/api-keys", "api_keys.read");
  return (
    <SettingsPage membership={membership} here="apiKeys">
      <ApiKeys
        initial={{ membership, apiKeys: await listApiKeys(access) }}
        actions={{ createKey: createApiKeyAction, revokeKey: revokeApiKeyAction }}
      />
    </SettingsPage>
  );
}
