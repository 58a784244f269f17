import type { Metadata } from "next";
import Link from "next/link";
import { ClientTexts } from "@/app/client-texts";
import { Pager } from "@/app/ui/admin/pager";
import { RunningImpersonations } from "@/app/ui/admin/running-impersonations";
import { UserSearch } from "@/app/ui/admin/user-search";
import { UserTable } from "@/app/ui/admin/user-table";
import { PageHeader } from "@/app/ui/shell/page-header";
import { searchUsers } from "@/lib/server/admin/admin";
import { listRunningImpersonations } from "@/lib/server/sessions/impersonation";
import { adminTitle, requireAdmin } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { pageInAddress } from "@/lib/web/request/fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle((await getTexts("admin")).people.title) };
}

const PAGE_SIZE = 20;

type Query = Record<string, string | string[] | undefined>;

export default async function AdminPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireAdmin("/admin");
  const t = await getTexts("admin");
  const asked = await searchParams;
  const query = typeof asked.query === "string" ? asked.query : "";
  const page = pageInAddress.parse(asked.page);
  const atFirst = await searchUsers({ query, page, pageSize: PAGE_SIZE });
  const pages = Math.max(1, Math.ceil(atFirst.total / PAGE_SIZE));
  // Accounts may have gone since the link was made: then the last page.
  const found = page > pages ? await searchUsers({ query, page: pages, pageSize: PAGE_SIZE }) : atFirst;

  return (
    <ClientTexts of={["admin"]}>
      <PageHeader title={t.people.title} actions={<UserSearch query={query} />}>
        <bdi>{t.people[query ? "found" : "onThisServer"]({ count: found.total })}</bdi>{" "}
        <Link href="/admin/activity" className="link">
          {t.audit.title}
        </Link>
      </PageHeader>
      <UserTable users={found.users} query={query} />
      <Pager page={found.page} pages={pages} query={query} />
      <RunningImpersonations running={await listRunningImpersonations()} />
    </ClientTexts>
  );
}
