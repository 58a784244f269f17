/**
 * The file that `GET /api/me/export` gives: everything that is stored of one user, and nothing of another. Times are ISO 8601
 * UTC strings. Left out are secrets (hashes, seals and keys) and what names other users: who invited, who acted, whose
 * address an invitation went to.
 */
import type { z } from "zod";
import type {
  accountExportSchema,
  exportedDeviceSchema,
  exportedEventSchema,
  exportedSessionSchema,
} from "@/lib/session/view-schemas/account-data";

/** The device of a session, or of a request to add a device. */
export type ExportedDevice = z.infer<typeof exportedDeviceSchema>;

export type ExportedSession = z.infer<typeof exportedSessionSchema>;

/** An audit event: about the user, or of the user about another, who is not named. */
export type ExportedEvent = z.infer<typeof exportedEventSchema>;

export type AccountExport = z.infer<typeof accountExportSchema>;
