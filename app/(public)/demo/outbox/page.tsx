import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DemoMessage } from "@/app/ui/demo/demo-message";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listDemoMail } from "@/lib/server/demo/demo-outbox";
import { mailTime } from "@/lib/server/mail/mail-time";
import { getLanguage, getTexts } from "@/lib/web/pages/texts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("demo")).mailbox.title, referrer: "no-referrer" };
}

type Query = Record<string, string | string[] | undefined>;

/** Only with `DEMO`: the messages the app has sent, for people who try it without a mail server. */
export default async function OutboxPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { to } = await searchParams;
  const recipient = typeof to === "string" && to !== "" ? to : undefined;
  const messages = (await listDemoMail(recipient)) ?? notFound();
  const { mailbox: t } = await getTexts("demo");
  const language = await getLanguage();

  return (
    <div className="mx-auto max-w-2xl pt-6 pb-16">
      <PageHeader title={t.title}>{recipient ? t.to({ recipient }) : t.toAll}</PageHeader>
      {messages.length === 0 ? (
        <p className="text-muted">{t.none}</p>
      ) : (
        <ul className="grid gap-4">
          {messages.map((message) => (
            <DemoMessage
              key={message.id}
              message={message}
              sent={message.sentAt && mailTime(Date.parse(message.sentAt), language)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
