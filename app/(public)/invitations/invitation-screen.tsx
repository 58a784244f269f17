"use client";

import { useState } from "react";
import { buttonClass } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { ROLE_NAMES } from "@/app/ui/organizations/roles";
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
  const [joined, setJoined] = useState<MembershipView | null>(null);

  if (joined) return <Joined membership={joined} />;
  if (token === null) return <NoToken isSignedIn={user !== null} />;
  if (!user) return <SignInFirst />;
  return (
    <AcceptForm
      user={user}
      token={token}
      action={action}
      onAccepted={(membership) => {
        forget();
        setJoined(membership);
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
        You’ve joined <bdi className="font-medium wrap-anywhere">{organization.name}</bdi> as{" "}
        {ROLE_NAMES[role].toLowerCase()}.
      </Notice>
      <a href={`/organizations/${encodeURIComponent(organization.id)}`} className={buttonClass()}>
        Open it
      </a>
    </div>
  );
}
