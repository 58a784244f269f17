import { CSPProvider } from "@base-ui/react/csp-provider";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import type { Theme } from "@/app/ui/theme/theme";
import { NowProvider } from "@/app/ui/time/now";
import type { CookieSite } from "@/lib/session/cookie-names";
import type { Language } from "@/lib/texts/language";

interface Props {
  theme: Theme;
  language: Language;
  nonce: string | undefined;
  /** What our cookies depend on; the client's scripts read it from the root element. */
  cookieSite: CookieSite;
  /** The first nonce for proofs of the browser's key; undefined when no proofs are asked for. */
  proofNonce: string | undefined;
  /** Milliseconds since the epoch; the base of every relative time on the page. */
  servedAt: number;
  children: ReactNode;
}

/** The document both root layouts share: fonts, theme, skip link, and the server's time. */
export function Document({ theme, language, nonce, cookieSite, proofNonce, servedAt, children }: Props) {
  const t = useTexts("shell");
  return (
    <html
      lang={language}
      data-theme={theme}
      data-cookie-prefix={cookieSite.prefix}
      data-cookie-domain={cookieSite.domain}
      data-proof-nonce={proofNonce}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body className="flex min-h-dvh flex-col font-sans">
        <link rel="manifest" href="/manifest.webmanifest" />
        <a
          href="#main"
          className="absolute start-3 top-3 z-50 -translate-y-20 rounded-full border border-transparent bg-ink px-4 py-2 text-canvas focus:translate-y-0"
        >
          {t.skipToContent}
        </a>
        <CSPProvider nonce={nonce}>
          <NowProvider servedAt={servedAt}>{children}</NowProvider>
        </CSPProvider>
      </body>
    </html>
  );
}
