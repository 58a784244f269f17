import type { ComponentProps } from "react";
import { useTexts } from "#texts";
import { ListNotice } from "@/app/ui/feedback/list-notice";

/** Says that the list of devices may be out of date. */
export function DevicesNotice(props: Omit<ComponentProps<typeof ListNotice>, "later" | "missing">) {
  const t = useTexts("devices");
  return <ListNotice {...props} later={t.whenOnline} missing={t.couldNotLoad} />;
}
