/**
 * Whether something failed only for now: the database is away, or everybody signs in at once.
 * By name, not by class: the process holds several instances of each module.
 */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && (error.name === "DatabaseUnavailable" || error.name === "TooBusy");
}
