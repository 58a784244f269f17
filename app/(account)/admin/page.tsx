import type { Metadata } from "next";
import Link from "next/link";
import { Pager } from "@/app/ui/admin/pager";
import { RunningImpersonations } from "@/app/ui/admin/running-impersonations";
import { UserSearch } from "@/app/ui/admin/user-search";
import { UserTable } from "@/app/ui/admin/user-table";
import { pluralize } from "@/app/ui/format/pluralize";
import { PageHeader } from "@/app/ui/shell/page-header";
import { searchUsers } from "@/lib/server/admin";
import { listRunningImpersonations } from "@/lib/server/impersonation";
import { requireAdmin } from "@/lib/web/pages/current-session";

export const metadata: Metadata = { title: "People" };

const PAGE_SIZE = 20;

type Query = Record<string, string | string[] | undefined>;

export default async function AdminPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireAdmin("/admin");
  const asked = await searchParams;
  const query = typeof asked.query === "string" ? asked.query : "";
  const page = Math.max(1, Number.parseInt(String(asked.page), 10) || 1);
  const found = await searchUsers({ query, page, pageSize: PAGE_SIZE });

  return (
    <>
      <PageHeader title="People" actions={<UserSearch query={query} />}>
        <bdi>{`${pluralize(found.total, "account")} ${query ? "found" : "on this server"}.`}</bdi>{" "}
        <Link href="/admin/activity" className="link">
          Audit log
        </Link>
      </PageHeader>
      <UserTable users={found.users} query={query} />
      <Pager page={found.page} pages={Math.ceil(found.total / found.pageSize)} query={query} />
      <RunningImpersonations running={await listRunningImpersonations()} />
    </>
  );
}
