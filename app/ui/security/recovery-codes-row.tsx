import { LifeBuoy } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { SvgIcon } from "@/app/ui/svg-icon";
import { RECOVERY_CODE_COUNT } from "@/lib/session/factors/recovery-codes";
import type { Texts } from "@/lib/texts/catalogue";

/** From this many on the row asks for new ones. */
const FEW = 3;

/** How many recovery codes are left. `children` is the button that makes new ones. */
export function RecoveryCodesRow({ left, children }: { left: number; children: ReactNode }) {
  const t = useTexts("security").codes;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 border-t border-line px-5 py-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:px-6">
      <span className="grid size-11 shrink-0 place-items-center self-start rounded-xl bg-sunken">
        <SvgIcon icon={LifeBuoy} className="size-[1.375rem] stroke-[1.5]" />
      </span>
      <div className="min-w-0">
        <h3 className="leading-6">{t.title}</h3>
        <p className={`text-sm leading-6 ${left <= FEW ? "text-danger" : "text-muted"}`}>
          {leftInWords(left, t)}
        </p>
      </div>
      <div className="col-start-2 sm:col-start-3">{children}</div>
    </div>
  );
}

function leftInWords(left: number, t: Texts<"security">["codes"]): string {
  if (left === 0) return t.none;
  return t[left <= FEW ? "few" : "left"]({ left, total: RECOVERY_CODE_COUNT });
}
