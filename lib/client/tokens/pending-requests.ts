/**
 * Calls that wait for a token. They leave together, in the order they were made:
 * whoever drew the lower ticket goes first, however late its 401 came.
 */
import type { AuthError } from "@/lib/client/http/auth-error";

export interface WaitingLine {
  isEmpty(): boolean;
  wait(ticket: number): Promise<string>;
  release(token: string): void;
  reject(error: AuthError): void;
}

interface Call {
  ticket: number;
  resolve(token: string): void;
  reject(error: AuthError): void;
}

export function createWaitingLine(): WaitingLine {
  let calls: Call[] = [];

  function leave(tell: (call: Call) => void): void {
    const leaving = calls.sort((a, b) => a.ticket - b.ticket);
    calls = [];
    leaving.forEach(tell);
  }

  return {
    isEmpty: () => calls.length === 0,
    wait: (ticket) => new Promise((resolve, reject) => calls.push({ ticket, resolve, reject })),
    release: (token) => leave((call) => call.resolve(token)),
    reject: (error) => leave((call) => call.reject(error)),
  };
}
