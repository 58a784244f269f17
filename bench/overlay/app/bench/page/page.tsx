export const dynamic = "force-dynamic";

/** The same empty page, at an address like that of every page, with its nonce and its policy. */
export default function Page() {
  return <p>Nothing here.</p>;
}
