import Link from "next/link";
import type { ComponentProps } from "react";
import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { organizationPath } from "@/lib/session/page-paths";

interface Props extends Pick<ComponentProps<"div">, "role" | "tabIndex"> {
  organizations: { id: string; name: string }[];
}

/** Names the organizations that need another owner first, each with a link to its members. */
export function OwnedAlone({ organizations, ...rest }: Props) {
  const t = useTexts("yourData").remove;
  return (
    <Notice tone="info" {...rest}>
      <p>{t.onlyOwner({ count: organizations.length })}</p>
      <ul className="mt-2 grid list-disc gap-1 ps-5">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <Link href={organizationPath(id, "/members")} prefetch={false} className="link wrap-anywhere">
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
