import type { Metadata } from "next";
import { notFound } from "next/navigation";

/** Its title is the one of `not-found.tsx`. */
export function generateMetadata(): Metadata {
  notFound();
}

/** With two root layouts, only a catch-all page gives an unknown address our own 404 page with a nonce. */
export default function MissingPage(): never {
  notFound();
}
