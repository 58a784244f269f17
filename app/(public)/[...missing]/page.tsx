import { notFound } from "next/navigation";

/** With two root layouts, only a catch-all page gives an unknown address our own 404 page with a nonce. */
export default function MissingPage(): never {
  notFound();
}
