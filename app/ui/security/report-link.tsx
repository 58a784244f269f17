import Link from "next/link";

/** Leads to the guided step for a sign-in that the user does not recognize. @param name tells one link from another by ear */
export function ReportLink({ sessionId, name }: { sessionId: string; name: string }) {
  return (
    <Link href={`/profile/report?session=${encodeURIComponent(sessionId)}`} prefetch={false} className="link">
      Wasn’t you?<span className="sr-only"> Secure your account against {name}</span>
    </Link>
  );
}
