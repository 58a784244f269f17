import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DemoMessage } from "@/app/ui/demo/demo-message";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listDemoMail } from "@/lib/server/mail/demo-outbox";

export const metadata: Metadata = { title: "Demo mailbox", referrer: "no-referrer" };

type Query = Record<string, string | string[] | undefined>;

/** Only with `DEMO`: the messages the app has sent, for people who try it without a mail server. */
export default async function OutboxPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { to } = await searchParams;
  const recipient = typeof to === "string" && to !== "" ? to : undefined;
  const messages = (await listDemoMail(recipient)) ?? notFound();

  return (
    <div className="mx-auto max-w-2xl pt-6 pb-16">
      <PageHeader title="Demo mailbox">
        <span>
          {recipient ? `Every email this demo has sent to ${recipient}` : "Every email this demo has sent"}
        </span>
        , newest first. A real deployment sends them to people’s mailboxes instead.
      </PageHeader>
      {messages.length === 0 ? (
        <p className="text-muted">No email yet. Sign in on a new browser or reset a password, then reload.</p>
      ) : (
        <ul className="grid gap-4">
          {messages.map((message) => (
            <DemoMessage key={message.id} message={message} />
          ))}
        </ul>
      )}
    </div>
  );
}
