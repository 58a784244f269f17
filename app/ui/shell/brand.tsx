import Link from "next/link";

/** The logo: a keyhole in a plate. */
export function BrandMark({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 28 28" className={className} aria-hidden="true">
      <rect width="28" height="28" rx="8.5" className="fill-brand" />
      <path
        d="M14 6.75a4.35 4.35 0 0 0-2.2 8.1l-1.06 5.1a1.05 1.05 0 0 0 1.03 1.26h4.46a1.05 1.05 0 0 0 1.03-1.27l-1.06-5.09A4.35 4.35 0 0 0 14 6.75Z"
        className="fill-canvas"
      />
    </svg>
  );
}

/** The logo and the name, as a link to `href`. */
export function Brand({ href }: { href: string }) {
  return (
    <Link href={href} className="flex items-center gap-2.5 rounded-lg text-heading font-semibold">
      <BrandMark className="size-7" />
      Latchkey
    </Link>
  );
}
