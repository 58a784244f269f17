import type { Metadata } from "next";
import Link from "next/link";
import { AuditFilters } from "@/app/ui/admin/audit-filters";
import { AuditList } from "@/app/ui/admin/audit-list";
import { buttonClass } from "@/app/ui/button";
import { PageHeader } from "@/app/ui/shell/page-header";
import { searchAuditLog } from "@/lib/server/admin/audit-log";
import { adminTitle, requireAdmin } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { auditQuery } from "@/lib/web/request/schemas";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle((await getTexts("admin")).audit.title) };
}

type Query = Record<string, string | string[] | undefined>;

const DAY_MS = 24 * 60 * 60 * 1000;
const dayOf = (instant: number | null) =>
  instant === null ? "" : new Date(instant).toISOString().slice(0, 10);

export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireAdmin("/admin/activity");
  const t = await getTexts("admin");
  const tPages = (await getTexts("shell")).pages;
  const { event, user, from, to, cursor } = auditQuery.parse(await searchParams);
  const until = to === null ? null : to + DAY_MS;
  const { entries, nextCursor } = await searchAuditLog({ name: event, user, from, until }, cursor ?? null);
  const filters = { event: event ?? "", user, from: dayOf(from), to: dayOf(to) };
  const older = new URLSearchParams({ ...filters, cursor: nextCursor ?? "" });

  return (
    <>
      <p className="mb-3 text-sm">
        <Link href="/admin" className="link">
          {t.people.title}
        </Link>
      </p>
      <PageHeader title={t.audit.title}>{t.audit.intro}</PageHeader>
      <AuditFilters {...filters} />
      <AuditList entries={entries} />
      {nextCursor !== null && (
        <nav aria-label={tPages.name} className="mt-6 text-end">
          <Link
            href={`/admin/activity?${older}`}
            prefetch={false}
            rel="next"
            className={buttonClass({ variant: "quiet", size: "small" })}
          >
            {t.audit.older}
          </Link>
        </nav>
      )}
    </>
  );
}
