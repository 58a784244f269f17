import Link from "next/link";
import { use } from "react";
import { useTexts } from "#texts";
import { organizationPath } from "@/lib/session/page-paths";
import { getActiveOrganization } from "@/lib/web/pages/organization-pages";

/** The organization that the session works in, below the product's name; nothing where it works in none. */
export function ActiveOrganizationName() {
  const { place, name } = use(getActiveOrganization());
  const { worksIn } = useTexts("account");
  if (place.organizationId === null) return null;
  return (
    <Link
      href={organizationPath(place.organizationId)}
      prefetch={false}
      className="-mt-2 -mb-1 ms-[2.375rem] max-w-28 truncate py-1 text-xs leading-4 text-muted hover:text-ink"
    >
      <span className="sr-only">{worksIn} </span>
      <bdi>{name}</bdi>
    </Link>
  );
}
