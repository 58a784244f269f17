/**
 * Never shown: `[...missing]` is every page that does not exist. Next sends the not-found page of this folder with each page,
 * and its own, which this one replaces, is a kilobyte.
 */
export default function NotFound(): null {
  return null;
}
