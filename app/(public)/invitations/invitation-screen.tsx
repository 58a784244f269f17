"use client";

import { type ReactNode, useState } from "react";
import { useTexts } from "#texts";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import { buttonClass } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import { useAuth } from "@/lib/client/react/use-auth";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { organizationPath } from "@/lib/session/page-paths";
import { AcceptForm } from "./accept-form";
import { useInvitationToken } from "./use-invitation-token";

const HERE = "/invitations";
const QUERY = new URLSearchParams({ returnTo: HERE });

interface Props {
  action: PostedFormAction;
  /** Another way to sign in, below those that there are. */
  children?: ReactNode;
}

/** What an invitation asks of this visitor: to join, to sign in first, or another account. */
export function InvitationScreen({ action, children }: Props) {
  const t = useTexts("invitation");
  const { user } = useAuth();
  const { token, forget } = useInvitationToken();
  // By the secret: the link of another invitation may be opened in this tab.
  const [joined, setJoined] = useState<{ with: string; membership: MembershipView } | null>(null);

  if (joined && joined.with === token) return <Joined membership={joined.membership} />;
  const asked = user ? (
    <AcceptForm
      key={token}
      user={user}
      token={token ?? undefined}
      action={action}
      onAccepted={(membership) => {
        forget();
        if (token) setJoined({ with: token, membership });
      }}
      onRefused={forget}
    />
  ) : (
    <SignInFirst>{children}</SignInFirst>
  );
  return (
    <>
      <AuthHeader title={t.title} />
      <div className="grid *:col-start-1 *:row-start-1">
        {/* Until the page has looked for a secret, it shows what it asks. That keeps its room, so that nothing moves. */}
        <div className={token === null ? "invisible" : undefined}>{asked}</div>
        {token === null && <NoToken isSignedIn={user !== null} />}
      </div>
    </>
  );
}

function SignInFirst({ children }: Pick<Props, "children">) {
  const t = useTexts("invitation");
  return (
    <div className="grid gap-5">
      <p>{t.signInFirst}</p>
      <a href={`/login?${QUERY}`} className={buttonClass()}>
        {t.signIn}
      </a>
      <a href={`/signup?${QUERY}`} className={buttonClass({ variant: "quiet" })}>
        {t.createAccount}
      </a>
      {children}
    </div>
  );
}

function NoToken({ isSignedIn }: { isSignedIn: boolean }) {
  const t = useTexts("invitation");
  return (
    <div className="grid content-start gap-5">
      <Notice tone="info">{t.openAgain}</Notice>
      <a href={isSignedIn ? "/organizations" : "/login?returnTo=%2Forganizations"} className="link w-fit">
        {isSignedIn ? t.seeOrganizations : t.signIn}
      </a>
    </div>
  );
}

function Joined({ membership: { organization, role } }: { membership: MembershipView }) {
  const t = useTexts("invitation");
  const name = <bdi className="wrap-anywhere">{organization.name}</bdi>;
  return (
    <>
      <AuthHeader title={t.joinedTitle({ organization: name })} />
      <div className="grid gap-5">
        <Notice tone="done" role="status">
          {t.joined[role]({ organization: name })}
        </Notice>
        <a href={organizationPath(organization.id)} className={buttonClass()}>
          {t.openOrganization}
        </a>
      </div>
    </>
  );
}
