import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CodeListing } from "@/app/ui/demo/code-listing";
import { parseCodeFile } from "@/app/ui/demo/under-the-hood/code-files";
import { PageHeader } from "@/app/ui/shell/page-header";
import { readSource } from "@/lib/demo/source";
import { isUnderTheHoodOn } from "@/lib/server/demo/under-the-hood";
import { getTexts } from "@/lib/web/pages/texts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("demo")).code.title };
}

type Query = Record<string, string | string[] | undefined>;

/** Only in the demo and in development: one of the files that the drawer "Under the hood" links to. */
export default async function CodePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { file: asked } = await searchParams;
  const file = isUnderTheHoodOn() ? parseCodeFile(asked) : null;
  const source = file === null ? "" : await readSource(file);
  if (file === null || source === "") notFound();
  const { code: t } = await getTexts("demo");

  return (
    <div className="pt-6 pb-16">
      <PageHeader title={file}>{t.about}</PageHeader>
      <CodeListing source={source} />
    </div>
  );
}
