/**
 * Calls that wait for a token. They leave together, in the order they were made:
 * whoever drew the lower ticket goes first, however late its 401 came.
 */
import type { AuthError } from "@/lib/client/http/auth-error";

export interface PendingRequests {
  isEmpty(): boolean;
  wait(sequence: number): Promise<string>;
  release(token: string): void;
  reject(error: AuthError): void;
}

interface PendingRequest {
  sequence: number;
  resolve(token: string): void;
  reject(error: AuthError): void;
}

export function createPendingRequests(): PendingRequests {
  let calls: PendingRequest[] = [];

  function leave(tell: (call: PendingRequest) => void): void {
    const leaving = calls.sort((a, b) => a.sequence - b.sequence);
    calls = [];
    leaving.forEach(tell);
  }

  return {
    isEmpty: () => calls.length === 0,
    wait: (sequence) => new Promise((resolve, reject) => calls.push({ sequence, resolve, reject })),
    release: (token) => leave((call) => call.resolve(token)),
    reject: (error) => leave((call) => call.reject(error)),
  };
}
