import type { MemberView } from "@/lib/session/organizations/organization-contract";

/** The largest page that `GET …/members` gives. */
const PAGE_SIZE = 100;

/**
 * Loads every page of a list of members, one after the other. A member who joins or leaves meanwhile may move another to a
 * page that was read already; no member is listed twice.
 *
 * @param get makes a call; rejects with an `AuthError`, and then so does this
 * @param path of the list, without a query
 */
export async function loadAllMembers<Member extends Pick<MemberView, "user">>(
  get: <T>(path: string) => Promise<T>,
  path: string,
): Promise<{ members: Member[] }> {
  const found = new Map<string, Member>();
  for (let page = 1; ; page += 1) {
    const { members } = await get<{ members: Member[] }>(`${path}?page=${page}&pageSize=${PAGE_SIZE}`);
    for (const member of members) found.set(member.user.id, member);
    if (members.length < PAGE_SIZE) return { members: [...found.values()] };
  }
}
