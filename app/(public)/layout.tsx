import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { ClientTexts } from "@/app/client-texts";
import { chooseLanguageAction } from "@/app/language-action";
import { LanguageChoice } from "@/app/ui/preferences/language-choice";
import { getLanguage, getTexts } from "@/lib/web/pages/texts";
import "@/app/globals.css";
import { LabLink } from "@/app/(public)/lab/lab-link"; // demo:line
import { buttonClass } from "@/app/ui/button";
import { siteMetadata, siteViewport } from "@/app/ui/metadata";
import { Brand } from "@/app/ui/shell/brand";
import { Document } from "@/app/ui/shell/document";
import { SiteFooter } from "@/app/ui/shell/site-footer";
import { parseTheme, THEME_COOKIE } from "@/app/ui/theme/theme";
import { config } from "@/lib/server/config";
import { getSession } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getProofNonce } from "@/lib/web/pages/proof-nonce";
import { cookieSite } from "@/lib/web/request/cookie-names";

/** What the client components of every public page say; a page below adds what only its own do. */
const TEXTS = ["device", "errors", "failed", "form", "sessionEnd", "shell", "time"] as const;

/** A prerendered page would carry no nonce, and the browser would block each of its scripts. */
export const dynamic = "force-dynamic";
/** The address of the picture for shared links begins with our origin. */
export const generateMetadata = async () => ({
  ...siteMetadata(await getTexts("shell")),
  metadataBase: new URL(config().origin),
});
export const viewport = siteViewport;

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const current = await getSession();
  const { nav } = await getTexts("shell");

  return (
    <Document
      theme={theme}
      language={await getLanguage()}
      nonce={await getNonce()}
      cookieSite={cookieSite(config())}
      proofNonce={await getProofNonce()}
      servedAt={Date.now()}
    >
      <ClientTexts of={TEXTS}>
        <header className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-5 sm:px-8">
          <Brand href="/" />
          <nav aria-label={nav.account} className="flex flex-wrap items-center gap-1">
            {/* demo:start */}
            <LabLink />
            {/* demo:end */}
            {current ? (
              <a href="/dashboard" className={buttonClass({ variant: "quiet", size: "small" })}>
                {nav.dashboard}
              </a>
            ) : (
              <>
                <Link
                  href="/login"
                  className={`${buttonClass({ variant: "plain", size: "small" })} max-sm:px-2!`}
                >
                  {nav.signIn}
                </Link>
                <Link
                  href="/signup"
                  className={`${buttonClass({ variant: "quiet", size: "small" })} max-[22rem]:hidden`}
                >
                  {nav.createAccount}
                </Link>
              </>
            )}
          </nav>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-5xl grow px-5 outline-none sm:px-8">
          {children}
        </main>
        <SiteFooter theme={theme}>
          <LanguageChoice action={chooseLanguageAction} />
        </SiteFooter>
      </ClientTexts>
    </Document>
  );
}
