"use client";

import { useState } from "react";
import { buttonClass } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { ROLE_PHRASES } from "@/app/ui/organizations/roles";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import { useAuth } from "@/lib/client/react/use-auth";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { AcceptForm } from "./accept-form";
import { useInvitationToken } from "./use-invitation-token";

const HERE = "/invitations";
const QUERY = new URLSearchParams({ returnTo: HERE });

/** What an invitation asks of this visitor: to join, to sign in first, or another account. */
export function InvitationScreen({ action }: { action: PostedFormAction }) {
  const { user } = useAuth();
  const { token, forget } = useInvitationToken();
  // By the secret: the link of another invitation may be opened in this tab.
  const [joined, setJoined] = useState<{ with: string; membership: MembershipView } | null>(null);

  if (joined && joined.with === token) return <Joined membership={joined.membership} />;
  if (token === null) return <NoToken isSignedIn={user !== null} />;
  if (!user) return <SignInFirst />;
  return (
    <AcceptForm
      key={token}
      user={user}
      token={token}
      action={action}
      onAccepted={(membership) => {
        forget();
        if (token) setJoined({ with: token, membership });
      }}
      onRefused={forget}
    />
  );
}

function SignInFirst() {
  return (
    <div className="grid gap-5">
      <p>
        You’ve been invited to an organization on Latchkey. Sign in with the account of the address that the
        invitation was sent to, or create one for it. Then you can join.
      </p>
      <a href={`/login?${QUERY}`} className={buttonClass()}>
        Sign in
      </a>
      <a href={`/signup?${QUERY}`} className={buttonClass({ variant: "quiet" })}>
        Create an account
      </a>
    </div>
  );
}

function NoToken({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <div className="grid gap-5">
      <Notice tone="info">Open the link from your invitation again. This page needs all of it.</Notice>
      <a href={isSignedIn ? "/organizations" : "/login?returnTo=%2Forganizations"} className="link w-fit">
        {isSignedIn ? "See your organizations" : "Sign in"}
      </a>
    </div>
  );
}

function Joined({ membership: { organization, role } }: { membership: MembershipView }) {
  return (
    <div className="grid gap-5">
      <Notice tone="done" role="status">
        You’re now {ROLE_PHRASES[role]} of{" "}
        <bdi className="font-medium wrap-anywhere">{organization.name}</bdi>.
      </Notice>
      <a href={`/organizations/${encodeURIComponent(organization.id)}`} className={buttonClass()}>
        Open the organization
      </a>
    </div>
  );
}
