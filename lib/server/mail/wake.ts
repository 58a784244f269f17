/** Tells this process's outbox that a message was written. A module of its own, which the database can import. */
import { processSingleton } from "@/lib/server/singleton";

function sleeper(): { wake: () => void } {
  return processSingleton("outbox sleeper", () => ({ wake: () => undefined }));
}

/** Starts sending now. Does nothing in a process that sends no mail, such as a command. */
export function wakeOutbox(): void {
  sleeper().wake();
}

/** @param wake called whenever a message was written, from now on */
export function onWake(wake: () => void): void {
  sleeper().wake = wake;
}
