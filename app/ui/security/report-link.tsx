import Link from "next/link";
import { useTexts } from "#texts";

/** Leads to the guided step for a sign-in that the user does not recognize. @param name tells one link from another by ear */
export function ReportLink({ sessionId, name }: { sessionId: string; name: string }) {
  const tDevice = useTexts("device");
  return (
    <Link href={`/profile/report?session=${encodeURIComponent(sessionId)}`} prefetch={false} className="link">
      {tDevice.notYou}
      <span className="sr-only"> {tDevice.secureAgainst({ name })}</span>
    </Link>
  );
}
