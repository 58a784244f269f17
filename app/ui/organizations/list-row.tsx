import type { ReactNode } from "react";
import { InlineList } from "@/app/ui/shell/inline-list";

interface Props {
  name: string;
  /** Beside the name. */
  note?: ReactNode;
  /** Below the name, in small print. */
  facts: ReactNode[];
  /** The controls at the end of the row. On a narrow screen they stand below the facts. */
  children?: ReactNode;
  /** Below all of it. */
  below?: ReactNode;
}

/** A row of a list in the settings: a member, an invitation, a workspace or an API key. */
export function ListRow({ name, note, facts, children, below }: Props) {
  return (
    <li className="px-5 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-60">
          <h3 className="leading-6">
            <bdi className="wrap-anywhere">{name}</bdi>
            {note}
          </h3>
          <InlineList>{facts}</InlineList>
        </div>
        {children}
      </div>
      {below}
    </li>
  );
}
