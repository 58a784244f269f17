import Link from "next/link";
import { useTexts } from "#texts";
import { InlineList } from "@/app/ui/shell/inline-list";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { organizationPath } from "@/lib/session/page-paths";

/** The organizations of a user, each with a link to its settings. */
export function OrganizationList({ memberships }: { memberships: MembershipView[] }) {
  const t = useTexts("organizations");
  if (memberships.length === 0) {
    return <p className="px-5 py-8 text-center text-muted">{t.none}</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {memberships.map(({ organization, role, workspaces }) => (
        <li
          key={organization.id}
          className="relative flex items-center gap-4 px-5 py-4 transition-colors first:rounded-t-2xl last:rounded-b-2xl hover:bg-sunken sm:px-6"
        >
          <Mark {...organization} />
          <div className="min-w-0 grow">
            {/* The link covers its row: the whole row can be clicked, and the keyboard stops at it once. */}
            <Link
              href={organizationPath(organization.id)}
              prefetch={false}
              className="font-medium after:absolute after:inset-0 after:content-['']"
            >
              <bdi className="wrap-anywhere">{organization.name}</bdi>
            </Link>
            <InlineList>
              <span className="font-mono">{organization.slug}</span>
              <span>{t.role[role]}</span>
              {workspaces.length > 0 && <span>{t.workspaceCount({ count: workspaces.length })}</span>}
            </InlineList>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The first letter of a name, beside a bar in the colour of the organization. */
function Mark({ name, branding }: MembershipView["organization"]) {
  const [initial = ""] = name;
  return (
    <span
      aria-hidden
      className="relative grid size-11 shrink-0 place-items-center overflow-hidden rounded-xl border border-transparent bg-sunken font-medium uppercase"
    >
      {initial}
      <svg className="absolute inset-x-0 bottom-0 h-1 w-full forced-color-adjust-none" aria-hidden="true">
        <rect
          width="100%"
          height="100%"
          {...(branding.primaryColor ? { fill: branding.primaryColor } : { className: "fill-accent" })}
        />
      </svg>
    </span>
  );
}
