"use client";

import { useRef, useState } from "react";
import { useTexts } from "#texts";
import { Button, buttonClass } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { Notice } from "@/app/ui/feedback/notice";
import { errorMessage } from "@/app/ui/format/error-message";
import { type AuthError, asAuthError } from "@/lib/client/http/auth-error";
import { useSession } from "@/lib/client/react/use-session";
import type { UserView } from "@/lib/session/contract";
import { accountUrl } from "@/lib/session/login-url";

/**
 * Shown when the browser has switched to another account in another tab. This page belongs to the account before, is
 * hidden, and sends nothing until the user chooses one of the two.
 *
 * @param props.user the account of this page
 * @param props.sessionId its session; null once that is known to have ended
 */
export function MismatchNotice({ user, sessionId }: { user: UserView; sessionId: string | null }) {
  const t = useTexts("session");
  const tConnection = useTexts("connection");
  const tErrors = useTexts("errors");
  const go = useRef<HTMLButtonElement>(null);
  const browser = useSession();
  const [problem, setProblem] = useState<AuthError | null>(null);
  const active = browser.session?.activeSignIn;
  const own = browser.session?.signIns.find((account) =>
    sessionId ? account.sessionId === sessionId : account.user.id === user.id,
  );

  async function switchTo(sessionId: string) {
    setProblem(null);
    try {
      await browser.switchSignIn?.(sessionId);
    } catch (error) {
      setProblem(asAuthError(error));
      await browser.refetch();
    }
  }

  return (
    <Dialog
      open
      alone
      title={t.mismatch.title}
      initialFocus={go}
      footer={
        <DialogActions>
          {own?.endedReason === null && (
            <Button variant="quiet" onClick={() => switchTo(own.sessionId)}>
              {t.mismatch.switchBack({ name: user.name })}
            </Button>
          )}
          {own?.endedReason && (
            <a href={accountUrl(own.sessionId, null)} className={buttonClass({ variant: "quiet" })}>
              {t.mismatch.signInAs({ name: user.name })}
            </a>
          )}
          {/* One button, so that it keeps the focus. Until the account is known, the server shows what there is. */}
          <Button ref={go} onClick={() => (active ? switchTo(active.sessionId) : location.reload())}>
            {active ? t.mismatch.continueAs({ name: active.user.name }) : tConnection.reload}
          </Button>
        </DialogActions>
      }
    >
      <p>
        {active ? (
          <span>
            {t.mismatch.switchedTo({
              name: <bdi className="font-medium wrap-anywhere text-ink">{active.user.name}</bdi>,
              email: <bdi className="wrap-anywhere">{active.user.email}</bdi>,
            })}
          </span>
        ) : (
          <span>{browser.loading ? t.mismatch.switched : t.mismatch.switchedToEnded}</span>
        )}{" "}
        <span>{t.mismatch.pageOf({ name: <bdi className="wrap-anywhere">{user.name}</bdi> })}</span>
      </p>
      {problem && (
        <Notice tone="danger" role="alert">
          {errorMessage(problem, tErrors)}
        </Notice>
      )}
    </Dialog>
  );
}
