import Link from "next/link";
import { useTexts } from "#texts";
import { Panel } from "@/app/ui/shell/panel";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { AdminUserView } from "@/lib/session/admin/admin-contract";
import { userPath } from "@/lib/session/page-paths";

/** A table of accounts. On a phone each row takes two lines. */
export function UserTable({ users, query }: { users: readonly AdminUserView[]; query: string }) {
  const t = useTexts("admin").people;
  if (users.length === 0) {
    return (
      <Panel>
        <p className="px-5 py-8 text-center text-muted">{query ? t.noMatch : t.noneOnThisPage}</p>
      </Panel>
    );
  }
  return (
    <Panel>
      <ul className="divide-y divide-line">
        {users.map((user) => (
          <li
            key={user.id}
            className="relative transition-colors first:rounded-t-2xl last:rounded-b-2xl hover:bg-sunken"
          >
            <div className="flex flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3.5 sm:px-6">
              <div className="min-w-0 grow basis-60">
                {/* The link covers its row: the whole row can be clicked, and the keyboard stops at it once. */}
                <Link
                  href={userPath(user.id)}
                  prefetch={false}
                  className="font-medium after:absolute after:inset-0 after:content-['']"
                >
                  <bdi className="wrap-anywhere">{user.name}</bdi>
                </Link>
                <p className="text-sm wrap-anywhere text-muted">{user.email}</p>
              </div>
              <UserState user={user} />
              <p className="text-sm text-muted sm:w-52 sm:text-end">
                {t.since({ date: <ExactTime at={user.createdAt} dateOnly /> })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The badges of an account: administrator, disabled. An ordinary account has none. */
export function UserState({ user }: { user: AdminUserView }) {
  const t = useTexts("admin").state;
  const badge = "rounded-full px-2.5 py-0.5 text-sm font-medium";
  return (
    <>
      {user.roles.includes("admin") && (
        <span className={`${badge} bg-accent-soft text-accent`}>{t.administrator}</span>
      )}
      {user.disabledAt && <span className={`${badge} bg-danger-soft text-danger`}>{t.disabled}</span>}
      {user.deletionAt && <span className={`${badge} bg-danger-soft text-danger`}>{t.toBeDeleted}</span>}
    </>
  );
}
