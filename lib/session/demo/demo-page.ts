/**
 * The pages that the demo shows at the addresses of others. Each is a page of its own, so that the one of the product loads
 * nothing of the demo.
 */
const DEMO_PAGES: Readonly<Record<string, string>> = {
  "/": "landing",
  "/login": "login",
  "/signup": "signup",
  "/invitations": "invitations",
};

/** The request header that names such a page, from the request hook to `next.config.ts`, which repeats it. */
export const DEMO_PAGE_HEADER = "x-internal-demo-page";

/** @returns the folder in `app/(public)/demo` of the page that the demo shows at another page's address; null where it shows none */
export function demoPageFor(path: string, config: { demo: boolean }): string | null {
  return (config.demo && DEMO_PAGES[path]) || null;
}
