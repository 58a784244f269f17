import type { Texts } from "@/lib/texts/catalogue";

/** @returns what is wrong with the length of a new password, or undefined. The server judges the rest. */
export function passwordLengthIssue(password: string, least: number, t: Texts<"form">): string | undefined {
  const length = [...password].length;
  if (length >= least) return undefined;
  if (length === 0) return t.password.missing;
  return t.password.charactersToGo({ count: least - length });
}
