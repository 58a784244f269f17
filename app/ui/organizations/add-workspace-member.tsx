"use client";

import { Button } from "@/app/ui/button";
import { Select } from "@/app/ui/form/select";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { useRowAction } from "./use-row-action";

interface Props {
  workspace: WorkspaceView;
  /** Members of the organization who are not in the workspace. */
  candidates: MemberView["user"][];
  /** Rejects with an `AuthError`. */
  onAdd: (userId: string) => Promise<void>;
}

/** Adds a member of the organization to a workspace. Nothing to add, nothing to see. */
export function AddWorkspaceMember({ workspace, candidates, onAdd }: Props) {
  const { run, isPending } = useRowAction();
  if (candidates.length === 0) return null;

  return (
    <form
      className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-4 sm:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        const id = String(new FormData(event.currentTarget).get("userId"));
        const user = candidates.find((candidate) => candidate.id === id);
        if (user && !isPending) void run(() => onAdd(id), `Added ${user.name} to ${workspace.name}`);
      }}
    >
      <Select
        look="small"
        name="userId"
        aria-label={`Member to add to ${workspace.name}`}
        options={candidates.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
        className="min-w-0 grow basis-52"
      />
      <Button type="submit" variant="quiet" size="small" aria-disabled={isPending}>
        {isPending ? "Adding…" : "Add to workspace"}
      </Button>
    </form>
  );
}
