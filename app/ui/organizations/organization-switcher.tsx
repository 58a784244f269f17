"use client";

import { Building2, Check } from "lucide";
import { type ReactNode, useState } from "react";
import { useTexts } from "#texts";
import { errorMessage, type FormError, toFormError } from "@/app/ui/format/error-message";
import { SvgIcon } from "@/app/ui/svg-icon";
import { useApiData } from "@/lib/client/react/use-api-data";
import { useSession } from "@/lib/client/react/use-session";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";

const ITEM =
  "flex min-h-10 w-full min-w-0 items-center gap-3 rounded-xl px-2.5 py-1.5 text-start text-sm outline-offset-0 transition-colors hover:bg-sunken aria-disabled:opacity-55";

/**
 * The organizations and workspaces of the user, and the choice of those that this session works in. For the account menu:
 * it loads when that is opened, and shows nothing to a user without an organization.
 */
export function OrganizationSwitcher() {
  const t = useTexts("organizationSwitcher");
  const active = useSession();
  const { data } = useApiData<{ memberships: MembershipView[] }>("/api/organizations");
  const { choose, isPending, error } = useChoice();
  const memberships = data?.memberships ?? [];
  if (active.loading || memberships.length === 0) return null;

  const organizationId = active.session.organization?.organization.id ?? null;
  const workspaceId = active.session.workspace?.workspace.id ?? null;
  const current = memberships.find(({ organization }) => organization.id === organizationId);
  const { switchOrganization, switchWorkspace } = active;

  return (
    <div className="border-t border-line py-1.5">
      <Choices title={t.organization} error={error}>
        {memberships.map(({ organization: { id, name } }) => (
          <Choice
            key={id}
            name={name}
            isCurrent={id === organizationId}
            isPending={isPending}
            onChoose={() => choose(() => switchOrganization(id))}
          />
        ))}
        <Choice
          name={t.noOrganization}
          isCurrent={organizationId === null}
          isPending={isPending}
          onChoose={() => choose(() => switchOrganization(null))}
        />
      </Choices>
      {current && current.workspaces.length > 0 && (
        <Choices title={t.workspace} error={null}>
          {current.workspaces.map(({ workspace: { id, name } }) => (
            <Choice
              key={id}
              name={name}
              isCurrent={id === workspaceId}
              isPending={isPending}
              onChoose={() => choose(() => switchWorkspace(id))}
            />
          ))}
          <Choice
            name={t.noWorkspace}
            isCurrent={workspaceId === null}
            isPending={isPending}
            onChoose={() => choose(() => switchWorkspace(null))}
          />
        </Choices>
      )}
    </div>
  );
}

/** Runs one choice at a time. `ActiveOrganizationWatch` renders the page anew afterwards. */
function useChoice() {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<FormError | null>(null);

  async function choose(work: () => Promise<void>): Promise<void> {
    if (isPending) return;
    setPending(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(toFormError(thrown));
    } finally {
      setPending(false);
    }
  }

  return { choose: (work: () => Promise<void>) => void choose(work), isPending, error };
}

function Choices({
  title,
  error,
  children,
}: {
  title: string;
  error: FormError | null;
  children: ReactNode;
}) {
  const tErrors = useTexts("errors");
  return (
    <section aria-label={title}>
      <h3 className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-muted">{title}</h3>
      {error && (
        <p role="alert" className="px-2.5 pb-1 text-sm text-danger">
          {errorMessage(error, tErrors)}
        </p>
      )}
      <ul className="grid grid-cols-1 gap-0.5">{children}</ul>
    </section>
  );
}

interface ChoiceProps {
  name: string;
  isCurrent: boolean;
  isPending: boolean;
  onChoose: () => void;
}

function Choice({ name, isCurrent, isPending, onChoose }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        className={ITEM}
        aria-pressed={isCurrent}
        aria-disabled={isPending}
        onClick={() => !isCurrent && onChoose()}
      >
        <SvgIcon
          icon={isCurrent ? Check : Building2}
          className={`mx-1.5 size-4 shrink-0 ${isCurrent ? "text-ink" : "text-muted opacity-40"}`}
        />
        <bdi className={`min-w-0 truncate ${isCurrent ? "font-medium" : ""}`}>{name}</bdi>
      </button>
    </li>
  );
}
