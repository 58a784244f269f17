/** @param least code points, as the server counts (NIST SP 800-63B-4 §3.1.1.2) */
export function passwordAdvice(least: number): string {
  return `At least ${least} characters. Four or five unrelated words work well. Spaces count.`;
}

/** @returns what is wrong with the length of a new password, or undefined. The server judges the rest. */
export function passwordLengthIssue(password: string, least: number): string | undefined {
  const length = [...password].length;
  if (length >= least) return undefined;
  if (length === 0) return "Enter a password.";
  const missing = least - length;
  return `${missing} more ${missing === 1 ? "character" : "characters"} to go.`;
}
