"use client";

import type { SubmitEvent } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { MAX_LABEL_LENGTH } from "@/lib/session/text-limits";
import { useRename } from "./use-rename";

interface Props {
  /** The name it has now. */
  name: string;
  /** The name its owner gave it, if any. */
  label: string | null;
  /** What it is called without a name of its own. */
  identity: string;
  /** Rejects when the name could not be saved, after showing why. */
  onRename: (label: string | null) => Promise<void>;
  onClose: () => void;
}

/** Edits the name of a thing in its place. An empty name is `null`; Escape cancels. */
export function RenameForm({ name, label, identity, onRename, onClose }: Props) {
  const t = useTexts("form");
  const { rename, isPending } = useRename({ label, onRename, onClose });

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void rename(String(new FormData(event.currentTarget).get("label")).trim());
  }

  return (
    <form
      method="post"
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="mb-1.5 flex flex-wrap gap-2"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed.
        autoFocus
        name="label"
        aria-label={t.nameOf({ name })}
        defaultValue={label ?? ""}
        placeholder={identity}
        maxLength={MAX_LABEL_LENGTH}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
        className="min-h-9 min-w-0 grow basis-44 rounded-lg border border-edge bg-raised px-3 outline-offset-1 placeholder:text-muted"
      />
      <Button type="submit" size="small" aria-disabled={isPending}>
        {t.save}
      </Button>
      <Button variant="plain" size="small" onClick={onClose}>
        {t.cancel}
      </Button>
    </form>
  );
}
