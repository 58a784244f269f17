import { ChevronRight } from "lucide";
import { useTexts } from "#texts";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { OutboxMessageView } from "@/lib/session/demo/demo-schemas";

interface Props {
  message: OutboxMessageView;
  /** When it was sent, as emails write a time; null while it waits. */
  sent: string | null;
}

/** One email of the demo's mailbox: its code and link first, its whole text on request. */
export function DemoMessage({ message, sent }: Props) {
  const t = useTexts("demo").mailbox;
  const { id, subject, to, sentAt, code, link, text } = message;
  return (
    <li>
      <article aria-labelledby={`mail-${id}`} className="rounded-2xl border border-line bg-raised p-5">
        <h2 id={`mail-${id}`} className="text-heading wrap-anywhere">
          {subject}
        </h2>
        <p className="mt-1 text-sm text-muted wrap-anywhere">
          {t.sentTo({
            recipient: to,
            time: sentAt ? <time dateTime={sentAt}>{sent}</time> : t.waiting,
          })}
        </p>
        {code && <p className="mt-4 font-mono text-2xl tracking-widest select-all">{code}</p>}
        {link && (
          <p className="mt-4">
            <a href={link} className="link wrap-anywhere">
              {link}
            </a>
          </p>
        )}
        <details className="group mt-4">
          <summary className="flex w-fit items-center gap-1 text-sm text-muted hover:text-ink">
            <SvgIcon
              icon={ChevronRight}
              className="-ms-1 size-4 transition-transform group-open:rotate-90 motion-reduce:transition-none rtl:-scale-x-100"
            />
            {t.whole}
          </summary>
          <pre className="mt-3 font-sans text-sm whitespace-pre-wrap wrap-anywhere">{text}</pre>
        </details>
      </article>
    </li>
  );
}
