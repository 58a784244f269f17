"use client";

import { Button } from "@/app/ui/button";
import { Select } from "@/app/ui/form/select";
import { useApiData } from "@/lib/client/react/use-api-data";
import { organizationPath } from "@/lib/client/session/organization-actions";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { useRowAction } from "./use-row-action";

interface Props {
  workspace: WorkspaceView;
  /** The ids of the users who are in the workspace. */
  memberIds: string[];
  /** Rejects with an `AuthError`. */
  onAdd: (userId: string) => Promise<void>;
}

/** Adds a member of the organization to a workspace. Its owners and admins are in every workspace already. */
export function AddWorkspaceMember({ workspace, memberIds, onAdd }: Props) {
  const { data } = useApiData<{ members: MemberView[] }>(
    `${organizationPath(workspace.organizationId, "members")}?pageSize=100`,
  );
  const { run, isPending } = useRowAction();
  const candidates = (data?.members ?? [])
    .filter(({ role, user }) => role === "member" && !memberIds.includes(user.id))
    .map(({ user }) => user);
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
