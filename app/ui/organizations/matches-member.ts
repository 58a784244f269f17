/** @returns whether every word of a search is in the name or the address, whatever its case */
export function matchesMember({ name, email }: { name: string; email: string }, search: string): boolean {
  const text = `${name} ${email}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
