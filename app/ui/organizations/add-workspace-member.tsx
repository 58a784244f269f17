"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Field } from "@/app/ui/form/field";
import { Select } from "@/app/ui/form/select";
import { ProofFields } from "@/app/ui/security/proof-fields";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { HiddenFields } from "./hidden-fields";
import { matchesMember } from "./matches-member";
import type { RowPost } from "./remove-form";
import { type PostedForm, refusalOf } from "./use-posted-form";
import { useRowAction } from "./use-row-action";

/** A longer list has a field that searches it. */
const SHORT_LIST = 10;

interface Props {
  workspace: WorkspaceView;
  /** Members of the organization who are not in the workspace. */
  candidates: MemberView["user"][];
  /** What the form posts without JavaScript. */
  post: RowPost;
  /** What became of it. */
  posted: PostedForm | null;
  /** Rejects with an `AuthError`. */
  onAdd: (userId: string) => Promise<void>;
}

/** Adds a member of the organization to a workspace. Renders nothing when every member is in the workspace already. */
export function AddWorkspaceMember({ workspace, candidates, post, posted, onAdd }: Props) {
  const t = useTexts("organizations").workspaces;
  const tAdding = useTexts("organizations").adding;
  const { run, isPending } = useRowAction();
  const [search, setSearch] = useState("");
  if (candidates.length === 0) return null;
  const found = candidates.filter((candidate) => matchesMember(candidate, search));
  const chosen = candidates.find(({ id }) => id === posted?.kept.userId);

  return (
    <form
      action={post.action}
      className="flex flex-wrap items-end gap-2 border-t border-line px-5 py-4 sm:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        const id = String(new FormData(event.currentTarget).get("userId"));
        const user = found.find((candidate) => candidate.id === id);
        if (user && !isPending)
          void run(() => onAdd(id), t.addedMember({ name: user.name, workspace: workspace.name }));
      }}
    >
      <HiddenFields fields={post.fields} />
      {candidates.length > SHORT_LIST && (
        <div className="w-full noscript:hidden">
          <Field
            id={`search-${workspace.id}`}
            name="search"
            type="search"
            label={t.searchMembers({ total: candidates.length })}
            autoComplete="off"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
      )}
      {found.length > 0 ? (
        <Select
          look="small"
          name="userId"
          aria-label={t.memberToAdd({ name: workspace.name })}
          options={found.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          defaultValue={chosen?.id}
          className="min-w-0 grow basis-52"
        />
      ) : (
        <p role="status" className="grow basis-52 self-center text-sm text-muted">
          {t.noMatch}
        </p>
      )}
      <div className="w-full empty:hidden">
        <ProofFields
          posted={chosen ? refusalOf(posted, { ...post.fields, userId: chosen.id }) : null}
          id={`add-${workspace.id}`}
        />
      </div>
      <Button type="submit" variant="quiet" size="small" aria-disabled={isPending || found.length === 0}>
        {isPending ? tAdding : t.addMember}
      </Button>
    </form>
  );
}
