export const dynamic = "force-dynamic";

/** The empty page, at an address that neither the middleware nor the request hook takes for a page. */
export default function Page() {
  return <p>Nothing here.</p>;
}
