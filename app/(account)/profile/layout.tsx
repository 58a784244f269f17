import type { ReactNode } from "react";
import { ClientTexts } from "@/app/client-texts";
import { Toaster } from "@/app/ui/feedback/toaster";

/** The pages of devices, security and activity. They report in toasts, which the other signed-in pages don't load. */
export default function ProfileLayout({ children }: { children: ReactNode }) {
  return (
    <ClientTexts of={["errors", "form"]}>
      <Toaster>{children}</Toaster>
    </ClientTexts>
  );
}
