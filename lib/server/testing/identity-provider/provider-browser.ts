import type { IdentityProvider } from "./identity-provider";

const MAX_REDIRECTS = 10;

/** A browser without scripts that visits the provider only, for tests over HTTP. It keeps the provider's cookies. */
export class ProviderBrowser {
  #cookies = new Map<string, string>();
  readonly #issuer: string;

  constructor({ issuer }: Pick<IdentityProvider, "issuer">) {
    this.#issuer = issuer;
  }

  /**
   * Opens an authorization URL. On the sign-in page it chooses the person.
   *
   * @param subject null presses "Cancel"
   * @returns the address at the app to which the provider sends the browser, with `code` or `error`
   */
  authorize(url: string | URL, subject: string | null): Promise<URL> {
    const choice = subject === null ? { cancel: "yes" } : { subject };
    return this.#follow(url, () => choice);
  }

  /** Opens an end-session URL and confirms. @returns the address to which the provider sends the browser */
  signOut(url: string | URL): Promise<URL> {
    return this.#follow(url, (page) => {
      const xsrf = /name="xsrf" value="([^"]*)"/.exec(page)?.[1];
      return { xsrf: xsrf ?? "", logout: "yes" };
    });
  }

  /** Follows redirects until they leave the provider, and sends the form of each page in between. */
  async #follow(start: string | URL, fill: (page: string) => Record<string, string>): Promise<URL> {
    let url = new URL(start);
    let form: Record<string, string> | null = null;
    for (let step = 0; step < MAX_REDIRECTS; step += 1) {
      if (url.origin !== this.#issuer) return url;
      const answer = await this.#send(url, form);
      const location = answer.headers.get("location");
      const page = await answer.text();
      form = null;
      if (location) {
        url = new URL(location, url);
        continue;
      }
      const action = /<form[^>]* action="([^"]*)"/.exec(page)?.[1];
      if (answer.status !== 200 || !page.includes("<form")) throw new Error(`${answer.status} ${page}`);
      url = new URL(action ?? url, url);
      form = fill(page);
    }
    throw new Error("The provider redirected too often.");
  }

  async #send(url: URL, form: Record<string, string> | null): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const header of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}
