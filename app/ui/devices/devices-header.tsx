import type { ReactNode } from "react";
import { PageHeader } from "@/app/ui/shell/page-header";
import { countOf } from "@/app/ui/words/count";

export function DevicesHeader({ count, children }: { count: number; children: ReactNode }) {
  return (
    <PageHeader title="Devices" actions={children}>
      Your account is signed in on {countOf(count, "device")}. End what you do not know or no longer use.
    </PageHeader>
  );
}
