import { notFound } from "next/navigation";

/** With two root layouts nothing else gives an unknown address our own page, status 404 and a nonce. */
export default function MissingPage(): never {
  notFound();
}
