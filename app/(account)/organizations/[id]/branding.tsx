"use client";

import { useRouter } from "next/navigation";
import { useTexts } from "#texts";
import { useToast } from "@/app/ui/feedback/toaster";
import { BrandingForm } from "@/app/ui/organizations/branding-form";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import { useOrganization } from "@/lib/client/react/use-organization";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";

interface Props {
  initial: MembershipView;
  action: PostedFormAction;
}

/** The accent colour of an organization. */
export function Branding({ initial, action }: Props) {
  const t = useTexts("organizations").branding;
  const { organization, update } = useOrganization({
    organizationId: initial.organization.id,
    parts: [],
    initial: { membership: initial },
  });
  const router = useRouter();
  const toast = useToast();
  const { primaryColor } = (organization ?? initial.organization).branding;
  return (
    <BrandingForm
      organizationId={initial.organization.id}
      primaryColor={primaryColor}
      action={action}
      onSave={async (next) => {
        await update({ branding: { primaryColor: next } });
        toast.success(t.saved);
        router.refresh();
      }}
    />
  );
}
