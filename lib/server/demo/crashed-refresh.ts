import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { rotateByToken } from "@/lib/server/sessions/refresh";
import type { Change } from "@/lib/session/decision";
import { decideRefresh } from "@/lib/session/refresh";
import { NO_ACTOR } from "@/lib/session/revocation";

/**
 * A refresh whose server dies just before its commit: the real rule decides, its changes are written, and the last write of
 * the transaction fails, so that the database takes all of them back.
 *
 * @param presented the refresh token
 * @returns whether the transaction was broken off, and the session is as it was
 */
export async function crashBeforeCommit(presented: string, client: ClientInfo): Promise<boolean> {
  const find = () => database().findByToken(hashToken(presented));
  const before = await find();
  const policy = { ...config().refresh, unlimited: true };
  const outcome = await rotateByToken(presented, client, { account: false }, (family, command, now) => {
    const decision = decideRefresh(family, { ...command, actor: NO_ACTOR }, now, policy);
    return { ...decision, changes: [...decision.changes, impossibleChange(family?.session.id ?? "")] };
  }).catch(() => "crashed" as const);
  return outcome === "crashed" && (await find())?.session.generation === before?.session.generation;
}

/** Breaks a constraint of the table. */
function impossibleChange(id: string): Change {
  return { kind: "update-session", id, set: { generation: null as unknown as number } };
}
