import type { Metadata } from "next";
import { NotFoundPage } from "@/app/ui/feedback/not-found-page";
import { getTexts } from "@/lib/web/pages/texts";

/** Also for a page whose `generateMetadata` calls `notFound`. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("shell")).notFound.title };
}

export default function NotFound() {
  return <NotFoundPage home="/" />;
}
