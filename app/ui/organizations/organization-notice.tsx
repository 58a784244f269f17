"use client";

import { useTexts } from "#texts";
import { ListNotice } from "@/app/ui/feedback/list-notice";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import type { Organization } from "@/lib/client/react/use-organization";

interface Props {
  organization: Pick<Organization, "membership" | "error" | "isLoading" | "refresh">;
}

/**
 * Says that the lists of an organization may be out of date, or could not be loaded. A change that was refused says so
 * where it was made; then the lists are there.
 */
export function OrganizationNotice({ organization: { membership, error, isLoading, refresh } }: Props) {
  const t = useTexts("organizations");
  const tErrors = useTexts("errors");
  const isOffline = useOffline();
  return (
    <ListNotice
      isOffline={isOffline}
      failure={error && !membership ? errorMessage(toFormError(error), tErrors) : null}
      isEmpty={membership === null}
      isRetrying={isLoading}
      onRetry={() => void refresh()}
      later={t.later}
      missing={t.missing}
    />
  );
}
