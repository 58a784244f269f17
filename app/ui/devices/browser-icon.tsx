/** Small own drawings that hint at a browser without borrowing its logo; strokes on a 16-unit grid. */
const GLYPHS: { names: RegExp; path: string }[] = [
  {
    names: /edge/i,
    path: "M2.5 9.5C3 5.5 5.5 3 8.5 3c3 0 5 2 5 4.3 0 1.7-1.3 2.7-2.7 2.7H6.2c0 2 1.8 3 3.8 3 1.2 0 2-.3 2.8-.8",
  },
  {
    names: /firefox/i,
    path: "M12.8 5.2A5.5 5.5 0 1 1 5 3.4c0 1.2.6 1.9 1.6 2.2 1.3.4 2.4.2 3.2 1.3.9 1.3.1 3.3-1.8 3.3-1 0-1.7-.5-2-1.3",
  },
  {
    names: /safari/i,
    path: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm2.6 2.9L9 9 5.4 10.6 7 7l3.6-1.6Z",
  },
  {
    names: /opera/i,
    path: "M8 2.5c3 0 5.3 2.4 5.3 5.5S11 13.5 8 13.5 2.7 11.1 2.7 8 5 2.5 8 2.5Zm0 2.2c1.3 0 2.1 1.5 2.1 3.3S9.3 11.3 8 11.3 5.9 9.8 5.9 8 6.7 4.7 8 4.7Z",
  },
  { names: /samsung/i, path: "M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM2.2 10.8c1.2.9 4.5 0 7.6-1.9s4.7-4.3 4-5.3" },
  {
    names: /chrom|brave|vivaldi/i,
    path: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm0 3.3a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Zm0 0h5m-6.9 3.3L3.6 4.9m6.3 4.2-2.5 4.4",
  },
];
const GLOBE =
  "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm0 0c-3 3.3-3 7.7 0 11 3-3.3 3-7.7 0-11ZM2.7 8h10.6";

/** A drawing for a browser; a globe for any other. Decorative. */
export function BrowserIcon({ browser }: { browser: string | null }) {
  const path = GLYPHS.find(({ names }) => names.test(browser ?? ""))?.path ?? GLOBE;
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className="size-full fill-none stroke-current"
      strokeWidth="1.3"
    >
      <path d={path} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
