import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";
import { config } from "@/lib/server/config";

/** Leads to the session lab, where there is one. */
export function LabLink() {
  const t = useTexts("demo");
  if (!config().demo) return null;
  return (
    <a href="/lab" className={`${buttonClass({ variant: "plain", size: "small" })} max-sm:hidden`}>
      {t.lab}
    </a>
  );
}
