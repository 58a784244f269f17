import type { AccountExport } from "@/lib/session/account/export-contract";
import { jsonResponse } from "./responses";

/**
 * The response that a browser saves as a file.
 *
 * @param content null for the headers alone
 */
export function exportResponse(content: AccountExport | null): Response {
  const day = content ? `-${content.exportedAt.slice(0, 10)}` : "";
  return jsonResponse(content ?? undefined, {
    headers: {
      "Content-Disposition": `attachment; filename="latchkey-account${day}.json"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
