import { cookies } from "next/headers";
import { type ReactNode, use } from "react";
import { useTexts } from "#texts";
import { ClientTexts } from "@/app/client-texts";
import { chooseLanguageAction } from "@/app/language-action";
import { LanguageChoice } from "@/app/ui/preferences/language-choice";
import { getLanguage, getTexts } from "@/lib/web/pages/texts";
import "@/app/globals.css";
import { DemoScript } from "@/app/demo/demo-script"; // demo:line
import { readPreferences } from "@/app/read-preferences";
import { siteMetadata, siteViewport } from "@/app/ui/metadata";
import { BrandStyle } from "@/app/ui/organizations/brand-style";
import { PreferencesProvider } from "@/app/ui/preferences/preferences";
import { ProtectedPage } from "@/app/ui/session/protected-page";
import { SessionOverlays } from "@/app/ui/session/session-overlays";
import { SessionProvider } from "@/app/ui/session/session-provider";
import { Document } from "@/app/ui/shell/document";
import { SiteFooter } from "@/app/ui/shell/site-footer";
import { parseTheme, THEME_COOKIE } from "@/app/ui/theme/theme";
import { config } from "@/lib/server/config";
import { getOtherAccounts } from "@/lib/web/pages/accounts";
import { getEpoch, getSession } from "@/lib/web/pages/current-session";
import { getNonce } from "@/lib/web/pages/nonce";
import { getActiveOrganization } from "@/lib/web/pages/organization-pages";
import { getProofNonce } from "@/lib/web/pages/proof-nonce";
import { cookieSite } from "@/lib/web/request/cookie-names";
import { AccountHeader } from "./account-header";
import { ActiveOrganizationWatch } from "./active-organization-watch";
import { ImpersonationBanner } from "./impersonation-banner";

/**
 * What the client components of every signed-in page say at first; a page or layout below adds what only its own do. The
 * texts of the account menu and of the dialogs come later (`lib/texts/later.ts`).
 */
const TEXTS = ["connection", "device", "failed", "shell", "time"] as const;

/** A prerendered page would carry no nonce, and the browser would block each of its scripts. */
export const dynamic = "force-dynamic";
export const generateMetadata = async () => ({
  ...siteMetadata(await getTexts("shell")),
  robots: { index: false },
});
export const viewport = siteViewport;

/** The layout of the signed-in pages. It guards nothing: each page requires the session itself. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const preferences = await readPreferences();
  const current = await getSession();
  const nonce = await getNonce();
  const language = await getLanguage();

  const main = (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto w-full max-w-5xl grow px-5 pt-10 outline-none sm:px-8 sm:pt-14"
    >
      {children}
    </main>
  );

  return (
    <Document
      theme={theme}
      language={language}
      nonce={nonce}
      cookieSite={cookieSite(config())}
      proofNonce={await getProofNonce()}
      servedAt={current ? Date.parse(current.serverTime) : Date.now()}
    >
      <ClientTexts of={TEXTS}>
        <SessionProvider initial={current} epoch={await getEpoch()}>
          <PreferencesProvider initial={preferences}>
            {/* Without a session the page must still render: its own guard is what redirects. */}
            {current ? (
              <ProtectedPage nonce={nonce}>
                <ActiveOrganization nonce={nonce} />
                <ImpersonationBanner {...current} />
                <AccountHeader current={current} others={await getOtherAccounts()} />
                {main}
              </ProtectedPage>
            ) : (
              main
            )}
            {preferences.timeZone === null && <TimesInUtc />}
            <SiteFooter theme={theme} hasMessages={current !== null}>
              <LanguageChoice action={chooseLanguageAction} />
            </SiteFooter>
            {/* demo:start */}
            {current && <DemoScript nonce={nonce} />}
            {/* demo:end */}
            {current && <SessionOverlays key={language} language={language} />}
          </PreferencesProvider>
        </SessionProvider>
      </ClientTexts>
    </Document>
  );
}

/** Only scripts know the reader's time zone. */
function TimesInUtc() {
  const t = useTexts("shell");
  return (
    <p className="mx-auto mt-10 hidden w-full max-w-5xl px-5 text-sm text-muted noscript:block sm:px-8">
      {t.timesInUtc}
    </p>
  );
}

/** The colour of the organization that the session works in. A choice of another one renders it anew. */
function ActiveOrganization({ nonce }: { nonce: string | undefined }) {
  const { color, place } = use(getActiveOrganization());
  return (
    <>
      <BrandStyle color={color} nonce={nonce} />
      <ActiveOrganizationWatch active={place} />
    </>
  );
}
