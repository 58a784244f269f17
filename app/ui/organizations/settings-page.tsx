import Link from "next/link";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { PageHeader } from "@/app/ui/shell/page-header";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { mayDo, type OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import { organizationPath } from "@/lib/session/page-paths";

const SECTIONS = [
  { path: "", name: "general", action: "organization.read" },
  { path: "/members", name: "members", action: "members.read" },
  { path: "/workspaces", name: "workspaces", action: "workspaces.read" },
  { path: "/api-keys", name: "apiKeys", action: "api_keys.read" },
] as const satisfies { path: string; name: string; action: OrganizationAction }[];

interface Props {
  membership: MembershipView;
  here: (typeof SECTIONS)[number]["name"];
  children: ReactNode;
}

/** A page of an organization's settings, below its name and the links to those pages that the role may see. */
export function SettingsPage({ membership: { organization, role }, here, children }: Props) {
  const t = useTexts("organizations");
  const shown = SECTIONS.filter(({ action }) => mayDo(role, null, action));
  return (
    <>
      <p className="mb-3 text-sm">
        <Link href="/organizations" prefetch={false} className="link">
          {t.title}
        </Link>
      </p>
      <PageHeader title={organization.name}>
        <bdi className="font-mono text-sm wrap-anywhere">{organization.slug}</bdi>
        <span className="mx-2" aria-hidden>
          ·
        </span>
        {t.yourRole({ role: t.role[role] })}
      </PageHeader>
      <nav aria-label={t.organization} className="mb-8 border-b border-line">
        {/* The names stand under the title; on a phone all of them stand in one line. */}
        <ul className="-mx-1 flex flex-wrap sm:-mx-2.5 sm:gap-x-1">
          {shown.map(({ path, name }) => (
            <li key={name}>
              <Link
                href={organizationPath(organization.id, path)}
                prefetch={false}
                aria-current={name === here ? "page" : undefined}
                className="relative -mb-px block px-1 py-2.5 text-[0.8125rem] text-muted sm:px-2.5 sm:text-sm outline-offset-[-3px] transition-colors after:absolute after:inset-x-1 after:bottom-0 after:border-b-2 after:border-transparent sm:after:inset-x-2.5 hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:border-brand forced-colors:not-aria-[current=page]:after:border-[Canvas]"
              >
                {name === "general" ? t.general : t[name].title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="max-w-3xl">{children}</div>
    </>
  );
}
