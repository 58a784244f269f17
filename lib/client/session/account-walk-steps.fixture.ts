import { bob } from "@/lib/client/fakes/fake-accounts";
import { ada } from "@/lib/client/fakes/fake-server";
import type { UserView } from "@/lib/session/contract";
import type { AccountWalk, PageDocument } from "./account-walk.fixture";

/** An answer that takes so long arrives after what happened meanwhile. */
const SLOW_MS = 3_000;

const ownerOf = ({ owner }: PageDocument) => owner ?? ada;
const otherOf = (document: PageDocument) => (ownerOf(document).id === ada.id ? bob : ada);

/** @returns the session of a user, also of one who is signed in no more */
function sessionIdOf({ accounts }: AccountWalk, user: UserView): string {
  return accounts.list().find((one) => one.user.id === user.id)?.sessionId ?? "s-0";
}

/** What can happen to a page, or because of it, by name. */
export const STEPS = {
  "switch to the other": (walk, document) =>
    walk.track(document.mutations.switchSignIn(sessionIdOf(walk, otherOf(document)))),
  "switch to its own": (walk, document) =>
    walk.track(document.mutations.switchSignIn(sessionIdOf(walk, ownerOf(document)))),
  "switch elsewhere, unheard": (walk, document) => {
    const other = otherOf(document);
    if (walk.isSignedIn(other)) walk.accounts.switchTo(other);
  },
  "sign in elsewhere": ({ accounts }, document) => {
    accounts.signIn(otherOf(document));
    document.tab.receive("signed-in");
  },
  "sign out its own": (walk, document) => {
    document.isSigningOut = true;
    walk.track(document.mutations.signOut(sessionIdOf(walk, ownerOf(document))));
  },
  "sign out the other": (walk, document) =>
    walk.track(document.mutations.signOut(sessionIdOf(walk, otherOf(document)))),
  "sign out all": (walk, document) => {
    document.isSigningOut = true;
    walk.track(document.mutations.signOut());
  },
  "its own expires": ({ accounts }, document) => {
    const listed = accounts.accounts.find(({ user }) => user.id === ownerOf(document).id);
    if (listed) listed.endedReason ??= "idle";
    accounts.expireTokens();
  },
  "end its own": ({ accounts }, document) => {
    const listed = accounts.accounts.find(({ user }) => user.id === ownerOf(document).id);
    if (listed) listed.endedReason ??= "admin";
  },
  call: (walk, { tab }) => walk.track(tab.client.authFetch("/api/x", { method: "POST", body: "{}" })),
  token: (walk, { mutations }) => walk.track(mutations.getToken("reports")),
  check: (walk, { tab }) => walk.track(tab.client.checkSession()),
  refresh: (walk, { tab }) => walk.track(tab.client.forceRefresh()),
  "expire tokens": ({ accounts }) => accounts.expireTokens(),
  wake: (_, { tab }) => tab.wake(),
  bfcache: (_, document) => {
    document.tab.storeInBfcache();
    document.isStored = true;
  },
  restore: (walk, document) => walk.restore(document),
  "forged sign-out": (_, { tab }) => tab.receive("signed-out"),
  "forged sign-in": (_, { tab }) => tab.receive("signed-in"),
  "forged end": (walk, document) => {
    const sessionId = sessionIdOf(walk, ownerOf(document));
    document.tab.receive(`ended ${sessionId}`);
  },
  "slow answers": (walk) => {
    walk.delayMs = SLOW_MS;
  },
  "fast answers": (walk) => {
    walk.delayMs = 0;
  },
} satisfies Record<string, (walk: AccountWalk, document: PageDocument) => void>;
