import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { PageHeader } from "@/app/ui/shell/page-header";

/** The header of the device screen. @param count left out while it is not known */
export function DevicesHeader({ count, children }: { count?: number; children?: ReactNode }) {
  const t = useTexts("devices");
  return (
    <PageHeader title={t.title} actions={children} actionsVary>
      <span>{count !== undefined && `${t.signedInOn({ count })} `}</span>
      {count === 1 ? t.othersAppear : t.lookOver}
    </PageHeader>
  );
}
