import type { ReactNode } from "react";
import { pluralize } from "@/app/ui/format/pluralize";
import { PageHeader } from "@/app/ui/shell/page-header";

/** The header of the device screen. @param count left out while it is not known */
export function DevicesHeader({ count, children }: { count?: number; children?: ReactNode }) {
  return (
    <PageHeader title="Devices" actions={children}>
      <span>{count !== undefined && `You’re signed in on ${pluralize(count, "device")}. `}</span>
      Sign out any you don’t recognize or no longer use.
    </PageHeader>
  );
}
