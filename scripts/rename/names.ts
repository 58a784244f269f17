/** The forms in which the product's name stands in code and documents, and how one name takes the place of another. */

export interface ProductName {
  /** As people read it: `Your Product`. */
  name: string;
  /** `your-product` */
  slug: string;
  /** Where a hyphen cannot stand: `your_product`. */
  snake: string;
  /** In names of types: `YourProduct`. */
  pascal: string;
  /** In names of variables: `yourProduct`. */
  camel: string;
  /** What API keys begin with: `yp_`. */
  keyPrefix: string;
}

const MAX_LENGTH = 40;
/** Words that a package or a variable cannot be called. */
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof var void while with yield
  node-modules favicon-ico node npm next react default template0 template1 postgres public user`.split(/\s+/),
);

/**
 * @returns the forms of a name; or a sentence about what is wrong with it
 */
export function parseName(text: string): ProductName | string {
  const name = text.trim().replace(/\s+/g, " ");
  if (name === "") return 'A name is needed: npm run rename -- "Your Product"';
  if (name.length > MAX_LENGTH) return `The name has more than ${MAX_LENGTH} characters.`;
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*$/.test(name))
    return "The name may have letters from A to Z, digits and single spaces or hyphens, and begins with a letter.";
  const words = name.split(/[ -]/);
  const lower = words.map((word) => word.toLowerCase());
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const slug = lower.join("-");
  if (RESERVED.has(slug))
    return `"${slug}" has a meaning of its own in code, so the product cannot be called that.`;
  return {
    name,
    slug,
    snake: lower.join("_"),
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    keyPrefix: `${initials(lower)}_`,
  };
}

/** @returns two letters for a name: of its first two words, or the first letter and the last consonant of its only word */
function initials([first = "", second]: string[]): string {
  const last =
    second ??
    first
      .slice(1)
      .match(/[b-df-hj-np-tv-xz0-9]/g)
      ?.at(-1) ??
    first.at(-1) ??
    "";
  return first.charAt(0) + last.charAt(0);
}

/**
 * Replaces a name in every form and spelling.
 *
 * @param text the content or the path of a file
 */
export function replaceName(text: string, from: ProductName, to: ProductName): string {
  const forms = [...new Set([from.name, from.slug, from.snake, from.pascal])].sort(
    (a, b) => b.length - a.length,
  );
  const pattern = new RegExp(forms.map((form) => form.replaceAll("-", "\\-")).join("|"), "gi");
  return text.replace(pattern, (found, at: number) => {
    const before = text[at - 1] ?? "";
    const after = text[at + found.length] ?? "";
    const isCapital = /^[A-Z]/.test(found);
    if (found.length > 1 && found === found.toUpperCase()) return to.snake.toUpperCase();
    if (/[A-Z]/.test(after) || (isCapital && /[A-Za-z]/.test(before)))
      return isCapital ? to.pascal : to.camel;
    if (isCapital) return to.name;
    return before === "_" || after === "_" ? to.snake : to.slug;
  });
}
