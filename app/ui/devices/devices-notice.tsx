import type { ComponentProps } from "react";
import { ListNotice } from "@/app/ui/feedback/list-notice";

/** Says that the list of devices may be out of date. */
export function DevicesNotice(props: Omit<ComponentProps<typeof ListNotice>, "later" | "missing">) {
  return (
    <ListNotice
      {...props}
      later="You can sign devices out when you’re back online."
      missing="Your devices couldn’t be loaded."
    />
  );
}
