/**
 * Next sends the not-found page of this folder with every page. Its default is a kilobyte; this one is empty. The request hook
 * keeps requests away from it, and `[...missing]` is every other page that does not exist.
 */
export default function NotFound(): null {
  return null;
}
