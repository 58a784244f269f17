import type { ReactNode } from "react";
import { ClientTexts } from "@/app/client-texts";
import { Toaster } from "@/app/ui/feedback/toaster";

/** The pages of organizations. They report in toasts; the other signed-in pages need none, and don't load them. */
export default function OrganizationsLayout({ children }: { children: ReactNode }) {
  return (
    <ClientTexts of={["errors", "form", "organizations"]}>
      <Toaster>{children}</Toaster>
    </ClientTexts>
  );
}
