import type { ReactNode } from "react";

const TOKEN =
  /(\/\*[\s\S]*?\*\/|\/\/[^\n]*)|("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\b(import|from|export|const|type|async|await|for|of|if|return|true|false|null)\b/g;

/** The source of a scenario, and the file that holds its rule. */
export function CodeListing({ source, file, ruleFile }: { source: string; file: string; ruleFile: string }) {
  return (
    <details className="group text-sm">
      <summary className="link inline-block list-none py-1">See the code</summary>
      <p className="mt-2 text-muted">
        The scenario is <code className="font-mono text-[0.8125rem] wrap-anywhere">{file}</code>, and its rule
        is in <code className="font-mono text-[0.8125rem] wrap-anywhere">{ruleFile}</code>. The tests run the
        same file.
      </p>
      <pre className="mt-3 rounded-2xl bg-sunken p-4 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap wrap-anywhere">
        <code>{highlight(source)}</code>
      </pre>
    </details>
  );
}

function highlight(source: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: text, 1: comment, 2: string, index } of source.matchAll(TOKEN)) {
    parts.push(source.slice(end, index));
    const style = comment ? "text-muted italic" : string ? "text-accent" : "font-semibold";
    parts.push(
      <span key={index} className={style}>
        {text}
      </span>,
    );
    end = index + text.length;
  }
  parts.push(source.slice(end));
  return parts;
}
