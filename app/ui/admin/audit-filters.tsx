import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { AUDIT_EVENTS } from "@/lib/session/audit-events";

interface Props {
  event: string;
  user: string;
  /** Days in UTC, such as `2030-01-31`; empty for none. */
  from: string;
  to: string;
}

const INPUT =
  "min-h-9 w-full rounded-xl border border-edge bg-raised px-3 text-sm outline-offset-1 placeholder:text-muted";

/** The filters of the audit log. A GET form, so what was searched for has an address of its own. */
export function AuditFilters({ event, user, from, to }: Props) {
  const t = useTexts("admin");
  return (
    <search>
      <form action="/admin/activity" className="mb-8 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-5">
        <label className="text-sm">
          <span className="mb-1 block text-muted">{t.audit.event}</span>
          <select name="event" defaultValue={event} className={INPUT}>
            <option value="">{t.audit.allEvents}</option>
            {AUDIT_EVENTS.map((name) => (
              <option key={name} value={name}>
                {t.audit.eventName[name]}
              </option>
            ))}
          </select>
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-muted">{t.people.nameOrEmail}</span>
          <input type="search" name="user" defaultValue={user} maxLength={200} className={INPUT} />
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-muted">{t.audit.from}</span>
          <input type="date" name="from" defaultValue={from} className={INPUT} />
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-muted">{t.audit.to}</span>
          <input type="date" name="to" defaultValue={to} className={INPUT} />
        </label>
        <Button type="submit" variant="quiet" size="small" className="justify-self-start">
          {t.people.search}
        </Button>
      </form>
    </search>
  );
}
