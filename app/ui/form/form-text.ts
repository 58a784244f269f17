/** @returns the text of a form's field; empty when the form does not have it */
export function formText(form: FormData, name: string): string {
  return String(form.get(name) ?? "");
}
