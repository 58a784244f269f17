import { useLanguage, useTexts } from "#texts";
import { CodeListing } from "@/app/ui/demo/code-listing";

/** The source of a scenario, and the file that holds its rule. */
export function ScenarioCode({ source, file, ruleFile }: { source: string; file: string; ruleFile: string }) {
  const t = useTexts("lab");
  return (
    <details className="group text-sm">
      <summary className="link inline-block list-none py-1">{t.code}</summary>
      <p className="mt-2 mb-3 text-muted">
        {t.files({
          scenario: <FileName>{file}</FileName>,
          rule: <FileName>{ruleFile}</FileName>,
          texts: <FileName>{`lib/texts/${useLanguage()}/lab-cards.ts`}</FileName>,
        })}
      </p>
      <CodeListing source={source} />
    </details>
  );
}

function FileName({ children }: { children: string }) {
  return (
    <code dir="ltr" className="font-mono text-[0.8125rem] wrap-anywhere">
      {children}
    </code>
  );
}
