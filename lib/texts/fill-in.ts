/** Sentences that are made of a template, and read back. */

const PLACEHOLDER = /\{(\w+)\}/g;

/** @returns the template with its values, numbers as they are in English */
export function fillIn(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(PLACEHOLDER, (_, name: string) => String(values[name]));
}

/**
 * The reverse of `fillIn`.
 *
 * @returns the values in the sentence by their names; null when it was not made of this template
 */
export function readValues(template: string, sentence: string): Record<string, string> | null {
  if (!template.includes("{")) return template === sentence ? {} : null;
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
  const words = template.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = new RegExp(`^${words.join("(.+)")}$`, "s").exec(sentence);
  return found && Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
}
