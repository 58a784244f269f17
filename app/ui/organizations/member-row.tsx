"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Select } from "@/app/ui/form/select";
import { useEarlyChoice } from "@/app/ui/form/use-early-choice";
import { ProofFields } from "@/app/ui/security/proof-fields";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { MemberView } from "@/lib/session/organizations/organization-contract";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { HiddenFields } from "./hidden-fields";
import { ListRow } from "./list-row";
import { RemoveForm, type RowPost } from "./remove-form";
import { roleOptions } from "./roles";
import { useRowAction } from "./use-row-action";

interface Props<Role extends string> {
  member: MemberView<Role>;
  isSelf: boolean;
  /** The roles to choose from; none where the user may not change this member's. */
  roles: readonly Role[];
  isOffline: boolean;
  /** Rejects with an `AuthError`. */
  onRole: (role: Role) => Promise<unknown>;
  /** Left out where the user may not remove this member. */
  onRemove?: (() => void) | undefined;
  /** What the row's forms post without JavaScript. */
  posts: { role: RowPost; remove: RowPost };
}

/** A member: name, address and role, with the controls that the user's own role allows. */
export function MemberRow<Role extends OrganizationRole>(props: Props<Role>) {
  const { member, isSelf, roles, isOffline, onRemove, posts } = props;
  const { name, email } = member.user;
  const t = useTexts("organizations");

  return (
    <ListRow
      name={name}
      note={isSelf && <span className="ms-2 text-sm font-normal text-muted">{t.members.you}</span>}
      facts={[
        email,
        <span key="joined">{t.members.joined({ date: <ExactTime at={member.joinedAt} dateOnly /> })}</span>,
      ]}
    >
      {roles.length > 0 ? (
        <RoleForm {...props} />
      ) : (
        <span className="text-sm text-muted">{t.role[member.role]}</span>
      )}
      {onRemove && (
        <RemoveForm
          verb={isSelf ? t.leave.button : t.members.remove}
          label={isSelf ? t.leave.button : t.members.removeOne({ name })}
          isOffline={isOffline}
          onPress={onRemove}
          post={posts.remove}
        />
      )}
    </ListRow>
  );
}

/** Changes a role at once, without JavaScript with a button. */
function RoleForm<Role extends OrganizationRole>({
  member: { user, role },
  roles,
  isOffline,
  onRole,
  posts,
}: Props<Role>) {
  const t = useTexts("organizations");
  const tForm = useTexts("form");
  const { run, isPending } = useRowAction();
  const choose = (value: string) => {
    const next = value as Role;
    if (!isPending)
      void run(() => onRole(next), t.members.nowRole[next as OrganizationRole]({ name: user.name }));
  };
  const select = useEarlyChoice<HTMLSelectElement>(role, choose);
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      action={posts.role.action}
      onSubmit={(event) => event.preventDefault()}
    >
      <HiddenFields fields={posts.role.fields} />
      <Select
        ref={select}
        autoComplete="off"
        look="small"
        name="role"
        aria-label={t.members.roleOf({ name: user.name })}
        options={roleOptions(roles, t)}
        value={role}
        aria-busy={isPending}
        disabled={isOffline}
        onChange={({ target }) => choose(target.value)}
      />
      <div className="w-full empty:hidden">
        <ProofFields posted={posts.role.refusal ?? null} id={Object.values(posts.role.fields).join("-")} />
      </div>
      <noscript>
        <Button
          type="submit"
          variant="quiet"
          size="small"
          aria-label={t.members.saveRoleOf({ name: user.name })}
        >
          {tForm.save}
        </Button>
      </noscript>
    </form>
  );
}
