import type { OutboxMessageView } from "@/lib/session/contract";
import { HttpBrowser } from "./http-browser";

/**
 * The newest message to an address, from the demo's outbox. A message is there as soon as the request that caused it is
 * answered.
 */
export async function lastMail(
  server: { url: string; origin: string },
  to: string,
): Promise<OutboxMessageView & { code: string; link: string }> {
  const answer = await new HttpBrowser(server).get(`/api/demo/outbox?to=${encodeURIComponent(to)}`);
  const [newest] = answer.json.messages;
  if (!newest) throw new Error(`There is no mail to ${to}.`);
  return newest;
}

/** @returns a code of six digits that is not `code` */
export function otherCode(code: string): string {
  return code === "000000" ? "111111" : "000000";
}
