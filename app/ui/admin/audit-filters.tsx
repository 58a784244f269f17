import { Button } from "@/app/ui/button";
import { AUDIT_EVENTS } from "@/lib/session/activity-contract";

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
  return (
    <search>
      <form action="/admin/activity" className="mb-8 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-5">
        <label className="text-sm">
          <span className="mb-1 block text-muted">Event</span>
          <select name="event" defaultValue={event} className={INPUT}>
            <option value="">All events</option>
            {AUDIT_EVENTS.map((name) => (
              <option key={name} value={name}>
                {eventInWords(name)}
              </option>
            ))}
          </select>
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-muted">Name or email</span>
          <input type="search" name="user" defaultValue={user} maxLength={200} className={INPUT} />
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-muted">From (UTC)</span>
          <input type="date" name="from" defaultValue={from} className={INPUT} />
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-muted">To (UTC)</span>
          <input type="date" name="to" defaultValue={to} className={INPUT} />
        </label>
        <Button type="submit" variant="quiet" size="small" className="justify-self-start">
          Search
        </Button>
      </form>
    </search>
  );
}

/** @returns the name of an event as words: `signed_in` is "Signed in" */
export function eventInWords(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
}
