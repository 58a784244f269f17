import type { ReactNode } from "react";

const TOKEN =
  /(\/\*[\s\S]*?\*\/|\/\/[^\n]*)|("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\b(import|from|export|const|type|async|await|for|of|if|return|true|false|null)\b/g;

/** A file of the app, as it is, with its keywords, strings and comments marked. */
export function CodeListing({ source }: { source: string }) {
  return (
    <pre
      dir="ltr"
      className="rounded-2xl bg-sunken p-4 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap wrap-anywhere"
    >
      <code>{highlight(source)}</code>
    </pre>
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
