import type { Person } from "./people";

const STYLE = `
  body { font-family: system-ui, sans-serif; max-width: 24rem; margin: 4rem auto; padding: 0 1rem; color: #1f2937 }
  button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: left;
    border: 1px solid #9ca3af; border-radius: .5rem; background: #fff; cursor: pointer }
  small { display: block; color: #4b5563 }`;

/** The sign-in page: one button for each person. The form goes to the page's own address. */
export function signInPage(name: string, people: readonly Person[]): string {
  const buttons = people.map(
    ({ subject, name, email }) =>
      `<button name="subject" value="${escapeHtml(subject)}">${escapeHtml(name)}<small>${escapeHtml(email)}</small></button>`,
  );
  const form = `<form method="post">${buttons.join("")}<button name="cancel" value="yes">Cancel</button></form>`;
  return page(`Sign in with ${name}`, `<p>This provider is an example: it asks for no password.</p>${form}`);
}

/** The page that asks whether to sign out. @param form the provider's form, whose id is `op.logoutForm` */
export function signOutPage(name: string, form: string): string {
  return page(
    `Sign out of ${name}?`,
    `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>
     <button form="op.logoutForm">Stay signed in</button>`,
  );
}

/** The page at the provider's address. */
export function homePage(name: string): string {
  return page(
    name,
    `<p>An identity provider to try out.</p><p><a href="/session/end">Sign out of ${escapeHtml(name)}</a></p>`,
  );
}

/** A page that says one thing. */
export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escapeHtml(text)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>${content}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
