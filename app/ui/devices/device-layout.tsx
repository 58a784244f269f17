import type { ReactNode } from "react";

interface Props {
  icon: ReactNode;
  actions?: ReactNode;
  /** The folded `DeviceDetails`. Their summary shares the line of the actions, their content gets a line of its own. */
  details?: ReactNode;
  children: ReactNode;
}

/**
 * The layout of a device's row: one line where it is wide enough, else the actions and the summary of the details in a
 * second line. What does not fit in its line wraps, whatever the size of the text. The skeleton uses it too, so nothing
 * moves when the list arrives.
 */
export function DeviceLayout({ icon, actions, details, children }: Props) {
  return (
    // The folded details are an empty last line. Its gap belongs to the space below the row.
    <div className="@container px-4 pt-3 pb-1 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 grow basis-full flex-wrap gap-x-4 gap-y-2 @min-[34rem]:basis-64">
          <div className="shrink-0 @min-[34rem]:pt-0.5">{icon}</div>
          <div className="min-w-0 grow basis-28 self-center">{children}</div>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">{actions}</div>}
        {details ?? <div className="basis-full" />}
      </div>
    </div>
  );
}
