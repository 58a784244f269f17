import type { Cancel } from "@/lib/client/browser/environment";
import type { AuthError } from "@/lib/client/http/auth-error";
import type { SessionView, UserView } from "@/lib/session/contract";

/** What happens in this tab, by name. */
export interface AuthEvents {
  login: UserView;
  logout: undefined;
  tokenRefresh: SessionView;
  error: AuthError;
  /** Some device of the account was ended or renamed; also when another tab did it. */
  sessionsChanged: undefined;
}

export interface Emitter {
  on<E extends keyof AuthEvents>(event: E, handler: (detail: AuthEvents[E]) => void): Cancel;
  emit<E extends keyof AuthEvents>(event: E, detail: AuthEvents[E]): void;
}

/** @returns an emitter of one tab's events */
export function createEmitter(): Emitter {
  const handlers = new Set<[event: string, handle: (detail: never) => void]>();
  return {
    on(...entry) {
      handlers.add(entry);
      return () => handlers.delete(entry);
    },
    emit(event, detail) {
      for (const [name, handle] of handlers) if (name === event) handle(detail as never);
    },
  };
}
