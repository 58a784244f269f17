"use client";

import { useEffect, useState } from "react";
import { useTexts } from "#texts";

interface TotpSecretProps {
  secret: string;
  uri: string;
  /** The address of an image; null until it is drawn. */
  qrCode: string | null;
}

/** The secret of an authenticator app, to be scanned, opened on this device, or typed. */
export function TotpSecret({ secret, uri, qrCode }: TotpSecretProps) {
  const t = useTexts("factorSetup");
  return (
    <div className="grid gap-4">
      <p>{t.scan}</p>
      <div className="aspect-square w-52 justify-self-center overflow-hidden rounded-xl border border-line">
        {/* biome-ignore lint/performance/noImgElement: the image is part of the page. */}
        {qrCode && <img src={qrCode} alt={t.qrCode} className="size-full" />}
      </div>
      <p className="text-sm text-muted">
        {t.cannotScan({
          open: (
            <a href={uri} className="link">
              {t.openApp}
            </a>
          ),
          secret: (
            <code className="mt-1 block font-mono text-ink wrap-anywhere select-all">{inGroups(secret)}</code>
          ),
        })}
      </p>
    </div>
  );
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}

/** @returns the address of the drawn image; null until it is there. The secret can be typed without it. */
export function useQrCode(
  uri: string | undefined,
  draw: (uri: string) => Promise<string | null>,
): string | null {
  const [drawn, setDrawn] = useState<{ uri: string; image: string | null } | null>(null);
  useEffect(() => {
    if (!uri) return;
    draw(uri).then(
      (image) => setDrawn({ uri, image }),
      () => {},
    );
  }, [uri, draw]);
  return drawn && drawn.uri === uri ? drawn.image : null;
}
