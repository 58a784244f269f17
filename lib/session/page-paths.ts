/** The addresses of pages that are about one user or one organization. */

/** @returns the administration's page about a user */
export function userPath(id: string): `/admin/users/${string}` {
  return `/admin/users/${encodeURIComponent(id)}`;
}

/**
 * @param section of the settings, such as `/members`; left out for the first one
 * @returns the page of an organization's settings
 */
export function organizationPath(id: string, section = ""): `/organizations/${string}` {
  return `/organizations/${encodeURIComponent(id)}${section}`;
}
