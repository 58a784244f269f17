import { Search } from "lucide";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { SvgIcon } from "@/app/ui/svg-icon";

/** The search form of the accounts page. It sends a GET request, so a search has an address of its own. */
export function UserSearch({ query }: { query: string }) {
  const t = useTexts("admin").people;
  return (
    <search>
      <form action="/admin" className="flex gap-2">
        <div className="relative grow">
          <SvgIcon icon={Search} className="absolute inset-y-0 start-3.5 my-auto size-4 text-muted" />
          <input
            type="search"
            name="query"
            aria-label={t.nameOrEmail}
            placeholder={t.nameOrEmail}
            defaultValue={query}
            maxLength={200}
            className="min-h-9 w-full rounded-full border border-edge bg-raised ps-10 pe-3 text-sm outline-offset-1 placeholder:text-muted sm:w-60"
          />
        </div>
        <Button type="submit" variant="quiet" size="small">
          {t.search}
        </Button>
      </form>
    </search>
  );
}
