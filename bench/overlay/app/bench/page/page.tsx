export const dynamic = "force-dynamic";

/** The same empty page where every page is, with its nonce and its policy. */
export default function Page() {
  return <p>Nothing here.</p>;
}
