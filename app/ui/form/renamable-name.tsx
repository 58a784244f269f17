"use client";

import { Pencil } from "lucide";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTexts } from "#texts";
import { SvgIcon } from "@/app/ui/svg-icon";
import { RenameForm } from "./rename-form";

interface Props {
  /** The name it has now. */
  name: string;
  /** The name its owner gave it, if any. */
  label: string | null;
  /** What it is called without a name of its own. */
  identity: string;
  /** Offline, the button is disabled. */
  isOffline?: boolean;
  /** Rejects when the name could not be saved, after showing why. */
  onRename: (label: string | null) => Promise<void>;
  /** What stands beside the name. */
  children?: ReactNode;
}

/** The name of a thing in a list, with a pencil that lets its owner change it in its place. */
export function RenamableName({ name, label, identity, isOffline = false, onRename, children }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  const t = useTexts("form");
  const pencil = useRef<HTMLButtonElement>(null);

  function close() {
    // The form with the focus is removed. The focus returns to the pencil, which must be rendered first.
    flushSync(() => setRenaming(false));
    pencil.current?.focus();
  }

  if (isRenaming)
    return <RenameForm name={name} label={label} identity={identity} onRename={onRename} onClose={close} />;
  return (
    <div className="leading-6">
      {/* The end of the name keeps free the place of the pencil, which so never stands in a line alone. */}
      <h3 className="inline pe-7 noscript:pe-1.5">
        <bdi className="wrap-anywhere">{name}</bdi>
      </h3>
      {/* An administrator who acts as the user may change nothing. */}
      <button
        ref={pencil}
        type="button"
        disabled={isOffline}
        aria-label={t.rename({ name })}
        onClick={() => setRenaming(true)}
        className="-ms-7 me-0.5 -my-1 rounded-lg align-middle p-1.5 text-muted outline-offset-0 hover:bg-sunken hover:text-ink disabled:opacity-0 in-[body:has([data-acting])]:hidden noscript:hidden"
      >
        <SvgIcon icon={Pencil} className="size-3.5" />
      </button>
      {children}
    </div>
  );
}
