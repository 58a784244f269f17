"use client";

import { Button } from "@/app/ui/button";
import { Select } from "@/app/ui/form/select";
import { InlineList } from "@/app/ui/shell/inline-list";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { MemberView } from "@/lib/session/organizations/organization-contract";
import { ROLE_NAMES, type RoleOption } from "./roles";
import { useRowAction } from "./use-row-action";

interface Props<Role extends string> {
  member: MemberView<Role>;
  isSelf: boolean;
  /** The roles to choose from; none where the user may not change this member's. */
  roles: readonly RoleOption<Role>[];
  isOffline: boolean;
  /** Rejects with an `AuthError`. */
  onRole: (role: Role) => Promise<unknown>;
  /** Left out where the user may not remove this member. */
  onRemove?: (() => void) | undefined;
}

/** A member: name, address and role, with the controls that the user's own role allows. They need JavaScript. */
export function MemberRow<Role extends keyof typeof ROLE_NAMES>(props: Props<Role>) {
  const { member, isSelf, roles, isOffline, onRole, onRemove } = props;
  const { name, email } = member.user;
  const { run, isPending } = useRowAction();
  const mayChange = roles.length > 0;

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6">
      <div className="min-w-0 grow basis-60">
        <h3 className="leading-6">
          <bdi className="wrap-anywhere">{name}</bdi>
          {isSelf && <span className="ms-2 text-sm font-normal text-muted">You</span>}
        </h3>
        <InlineList>
          <span className="wrap-anywhere">{email}</span>
          <span>
            Joined <ExactTime at={member.joinedAt} dateOnly />
          </span>
        </InlineList>
      </div>
      <span className={`text-sm text-muted ${mayChange ? "hidden noscript:inline" : ""}`}>
        {ROLE_NAMES[member.role]}
      </span>
      {mayChange && (
        <Select
          look="small"
          className="noscript:hidden"
          aria-label={`Role of ${name}`}
          options={roles}
          value={member.role}
          aria-busy={isPending}
          disabled={isOffline}
          onChange={({ target }) => {
            const role = target.value as Role;
            if (!isPending) void run(() => onRole(role), `${name} is now ${ROLE_NAMES[role].toLowerCase()}`);
          }}
        />
      )}
      {onRemove && (
        <Button
          variant="quiet"
          size="small"
          className="noscript:hidden"
          aria-label={isSelf ? undefined : `Remove ${name}`}
          disabled={isOffline}
          onClick={onRemove}
        >
          {isSelf ? "Leave" : "Remove"}
        </Button>
      )}
    </li>
  );
}
