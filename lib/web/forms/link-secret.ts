/**
 * Without scripts the secret of a link never reaches the server: it stands in the fragment. The user pastes the link then.
 *
 * @param link what the user pasted: the link, or the secret alone
 * @returns the secret after `#ticket=` or `#token=`; otherwise the text itself, which no stored secret equals
 */
export function secretOfLink(link: string): string {
  const [, fragment = ""] = link.trim().split("#", 2);
  const values = new URLSearchParams(fragment);
  return values.get("ticket") ?? values.get("token") ?? link.trim();
}
