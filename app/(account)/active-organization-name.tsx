import Link from "next/link";
import { getActiveOrganization } from "@/lib/web/pages/organization-pages";
import { getTexts } from "@/lib/web/pages/texts";

/** The organization that the session works in, beside the logo; nothing where it works in none. */
export async function ActiveOrganizationName() {
  const { place, name } = await getActiveOrganization();
  const { worksIn } = await getTexts("account");
  if (place.organizationId === null) return null;
  return (
    <Link
      href={`/organizations/${place.organizationId}`}
      prefetch={false}
      className="min-w-0 truncate border-s border-line ps-3 text-sm text-muted hover:text-ink max-[22rem]:sr-only md:max-lg:sr-only lg:max-w-44"
    >
      <span className="sr-only">{worksIn} </span>
      <bdi>{name}</bdi>
    </Link>
  );
}
