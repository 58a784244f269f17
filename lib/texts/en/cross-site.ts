/** The page that a browser without scripts shows after a form from another address was refused. It is HTML without a style. */
export const crossSite = {
  title: "Open Latchkey at its own address",
  text: "This form was sent from a page under another address, so nothing was changed. Latchkey runs at {address}. Open it there and try again.",
} as const;
