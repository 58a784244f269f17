import type { Metadata } from "next";
import Link from "next/link";
import { ClientTexts } from "@/app/client-texts";
import { Notice } from "@/app/ui/feedback/notice";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { ExactTime } from "@/app/ui/time/relative-time";
import { DeleteForm } from "@/app/ui/your-data/delete-form";
import { DownloadForm } from "@/app/ui/your-data/download-form";
import { OwnedAlone } from "@/app/ui/your-data/owned-alone";
import { WhatHappens } from "@/app/ui/your-data/what-happens";
import { listOrganizationsInNeed } from "@/lib/server/account/account-deletion";
import { DELETION_GRACE_MS } from "@/lib/session/account/account-deletion";
import { isErrorCode } from "@/lib/session/errors";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { deleteAccountAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("yourData")).title };
}

export default async function DataPage({ searchParams }: { searchParams: Promise<{ problem?: unknown }> }) {
  const { user, serverTime } = await requireSession("/profile/your-data");
  const { problem } = await searchParams;
  const t = await getTexts("yourData");
  return (
    <ClientTexts of={["yourData"]}>
      <PageHeader title={t.title}>{t.intro}</PageHeader>
      <div className="max-w-2xl">
        <Panel title={t.download.title}>
          <DownloadForm posted={isErrorCode(problem) ? { code: problem } : null} />
        </Panel>
        <Panel title={t.remove.title}>
          <div className="grid gap-5 p-5 sm:p-6">
            {user.deletionAt ? (
              <Scheduled deletionAt={user.deletionAt} />
            ) : (
              <Deletion userId={user.id} serverTime={serverTime} />
            )}
          </div>
        </Panel>
      </div>
    </ClientTexts>
  );
}

async function Deletion({ userId, serverTime }: { userId: string; serverTime: string }) {
  const deletionAt = new Date(Date.parse(serverTime) + DELETION_GRACE_MS).toISOString();
  const organizations = await listOrganizationsInNeed(userId);
  return (
    <>
      <WhatHappens deletionAt={deletionAt} />
      {organizations.length > 0 ? (
        <OwnedAlone organizations={organizations} />
      ) : (
        <DeleteForm deletionAt={deletionAt} action={deleteAccountAction} />
      )}
    </>
  );
}

async function Scheduled({ deletionAt }: { deletionAt: string }) {
  const t = (await getTexts("yourData")).remove;
  return (
    <Notice tone="danger">
      <p>{t.scheduled({ date: <ExactTime at={deletionAt} dateOnly /> })}</p>
      <p className="mt-2">
        <Link href="/account-deletion" className="link">
          {t.toKeep}
        </Link>
      </p>
    </Notice>
  );
}
