"use client";

import { useEffect, useRef, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Panel } from "@/app/ui/shell/panel";
import type { NewApiKeyView } from "@/lib/session/organizations/organization-contract";

interface Props {
  made: NewApiKeyView;
  /** The user has kept the key. */
  onDone: () => void;
}

/** A key that was just made. No other page or answer shows it again. */
export function NewApiKeyPanel({ made, onDone }: Props) {
  const t = useTexts("organizations").apiKeys;
  const [isCopied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);

  async function copy() {
    await navigator.clipboard.writeText(made.key);
    setCopied(true);
  }

  return (
    <Panel title={t.made({ name: made.name })} accented>
      <div ref={box} tabIndex={-1} className="grid gap-4 p-5 outline-none sm:p-6">
        <Notice tone="info">{t.keep}</Notice>
        <code className="block rounded-xl border border-line bg-canvas p-4 font-mono text-sm wrap-anywhere select-all">
          {made.key}
        </code>
        <div className="flex flex-wrap gap-2 noscript:hidden">
          <Button variant="quiet" size="small" onClick={() => copy().catch(() => setCopied(false))}>
            {isCopied ? t.copied : t.copy}
          </Button>
          <Button variant="plain" size="small" onClick={onDone}>
            {t.kept}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
