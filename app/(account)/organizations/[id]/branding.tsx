"use client";

import { useRouter } from "next/navigation";
import { useToast } from "@/app/ui/feedback/toaster";
import { BrandingForm } from "@/app/ui/organizations/branding-form";
import { useOrganization } from "@/lib/client/react/use-organization";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";

/** The accent colour of an organization. It needs JavaScript. */
export function Branding({ initial }: { initial: MembershipView }) {
  const { organization, update } = useOrganization({
    organizationId: initial.organization.id,
    parts: [],
    initial: { membership: initial },
  });
  const router = useRouter();
  const toast = useToast();
  const { primaryColor } = (organization ?? initial.organization).branding;
  return (
    <>
      <p className="hidden p-5 text-sm text-muted noscript:block sm:p-6">
        {primaryColor
          ? `The accent colour is ${primaryColor}.`
          : "This organization has no colour of its own."}
      </p>
      <div className="noscript:hidden">
        <BrandingForm
          primaryColor={primaryColor}
          onSave={async (next) => {
            await update({ branding: { primaryColor: next } });
            toast.success("Colour saved");
            router.refresh();
          }}
        />
      </div>
    </>
  );
}
