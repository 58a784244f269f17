import type { organizationSwitcher as source } from "@/lib/texts/en/organization-switcher";
import type { Translation } from "@/lib/texts/message";

export const organizationSwitcher: Translation<typeof source> = {
  organization: "Organisation",
  noOrganization: "Keine Organisation",
  workspace: "Arbeitsbereich",
  noWorkspace: "Kein Arbeitsbereich",
};
