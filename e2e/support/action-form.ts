import type { HttpBrowser } from "./http-browser";

/** A form of a page, as a browser without JavaScript submits it. */
export interface ActionForm {
  /** The id of the server action. */
  actionId: string;
  /** @returns the request for these fields and the form's own hidden ones */
  request(fields: Record<string, string>): { body: string; headers: Record<string, string> };
}

/**
 * Reads a form of a page from its HTML.
 * @param containing text of the form that is meant; without it, the first form with an action
 */
export async function readActionForm(
  browser: HttpBrowser,
  path: string,
  containing = "",
): Promise<ActionForm> {
  const { text } = await browser.visit(path);
  const forms = text.match(/<form\b[^>]*method="POST".*?<\/form>/gs) ?? [];
  const form = forms.find((html) => html.includes(containing)) ?? "";
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g)].map(
      ([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")],
    ),
  );
  // The id is in a field's value when the action has state, in its name when it has none.
  const actionId = /(?:"id":"|\$ACTION_ID_)([0-9a-f]+)/.exec(Object.entries(hidden).join())?.[1];
  if (!actionId) throw new Error(`${path} has no form with an action`);
  return {
    actionId,
    request: (fields) => {
      const boundary = "----a-form-of-ours";
      const parts = Object.entries({ ...hidden, ...fields }).map(
        ([name, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      return {
        body: `${parts.join("")}--${boundary}--\r\n`,
        headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
      };
    },
  };
}
