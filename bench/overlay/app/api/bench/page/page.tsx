export const dynamic = "force-dynamic";

/** The empty page, at an address that neither the middleware nor the request hook treats as a page. */
export default function Page() {
  return <p>Nothing here.</p>;
}
