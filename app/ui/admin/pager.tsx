import { useTexts } from "#texts";
import { PageLinks } from "@/app/ui/shell/page-links";

interface Props {
  page: number;
  pages: number;
  query: string;
}

/** Links to the previous and the next page of a list. A list of one page has none. */
export function Pager({ page, pages, query }: Props) {
  const t = useTexts("admin").people;
  if (pages <= 1) return null;
  const to = (target: number) =>
    `/admin?${new URLSearchParams({ ...(query && { query }), page: String(target) })}`;
  return (
    <PageLinks previous={page > 1 ? to(page - 1) : null} next={page < pages ? to(page + 1) : null}>
      {t.page({ page, pages })}
    </PageLinks>
  );
}
