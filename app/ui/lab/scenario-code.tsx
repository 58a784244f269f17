import { CodeListing } from "@/app/ui/demo/code-listing";

/** The source of a scenario, and the file that holds its rule. */
export function ScenarioCode({ source, file, ruleFile }: { source: string; file: string; ruleFile: string }) {
  return (
    <details className="group text-sm">
      <summary className="link inline-block list-none py-1">See the code</summary>
      <p className="mt-2 mb-3 text-muted">
        The scenario is <code className="font-mono text-[0.8125rem] wrap-anywhere">{file}</code>, and its rule
        is in <code className="font-mono text-[0.8125rem] wrap-anywhere">{ruleFile}</code>. The tests run the
        same file.
      </p>
      <CodeListing source={source} />
    </details>
  );
}
