/** The last calls of a page to our API, as the drawer "Under the hood" lists them. Pure; all times are milliseconds. */

import type { Texts } from "@/lib/texts/catalogue";

type CallTexts = Texts<"demoControls">["call"];

/** What happened to a call. `id` is the same for all attempts of one call. */
export type CallEvent =
  /** The page's code made the call. It may have to wait before it is sent. */
  | { type: "made"; id: number; method: string; path: string; at: number }
  | { type: "sent"; id: number; at: number }
  | { type: "answered"; id: number; status: number; at: number }
  /** No answer came. */
  | { type: "failed"; id: number; at: number };

export interface LoggedCall {
  id: number;
  method: string;
  path: string;
  madeAt: number;
  sentAt: number | null;
  endedAt: number | null;
  /** How often it was sent. */
  attempts: number;
  /** Of the last attempt; null without an answer. */
  status: number | null;
}

const MAX_CALLS = 12;
/** A call that is sent sooner has waited for nothing but the browser's own work. */
const QUEUED_FROM_MS = 20;
/** Our own questions, and what is no call of the session: pages, scripts, pictures. */
const LISTED = /^\/api\/(?!demo\/)/;

/** @returns the calls after an event, the newest first; the same array when nothing that is listed has changed */
export function recordCall(calls: readonly LoggedCall[], event: CallEvent): readonly LoggedCall[] {
  if (event.type === "made") {
    const { id, method, path, at } = event;
    if (!LISTED.test(path)) return calls;
    const call = { id, method, path, madeAt: at, sentAt: null, endedAt: null, attempts: 0, status: null };
    return [call, ...calls].slice(0, MAX_CALLS);
  }
  if (!calls.some(({ id }) => id === event.id)) return calls;
  return calls.map((call) => (call.id === event.id ? advance(call, event) : call));
}

function advance(call: LoggedCall, event: Exclude<CallEvent, { type: "made" }>): LoggedCall {
  const { at } = event;
  switch (event.type) {
    case "sent":
      return { ...call, sentAt: call.sentAt ?? at, endedAt: null, attempts: call.attempts + 1 };
    case "answered":
      return { ...call, endedAt: at, status: event.status };
    case "failed":
      return { ...call, endedAt: at, status: null };
  }
}

/** @returns how it ended: its status, or why there is none */
export function callResult({ sentAt, endedAt, status }: LoggedCall, t: CallTexts): string {
  if (sentAt === null) return t.queued;
  if (endedAt === null) return t.sent;
  return status === null ? t.noAnswer : String(status);
}

/** @returns what else there is to say: how long it took, whether it was queued, and whether it was sent again */
export function callNotes({ madeAt, sentAt, endedAt, attempts }: LoggedCall, t: CallTexts): string[] {
  const notes: string[] = [];
  if (sentAt !== null && endedAt !== null) notes.push(t.took({ ms: Math.round(endedAt - sentAt) }));
  const queuedMs = sentAt === null ? 0 : Math.round(sentAt - madeAt);
  if (queuedMs >= QUEUED_FROM_MS) notes.push(t.queuedFor({ ms: queuedMs }));
  if (attempts > 1) notes.push(attempts === 2 ? t.sentAgain : t.sentTimes({ times: attempts }));
  return notes;
}
