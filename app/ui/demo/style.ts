/**
 * The style of what the demo's script adds to a page. The script brings it, so the stylesheets of the product have none of
 * it, and no other page loads it. The colours are those of `app/theme.css`.
 */
const CSS = `
.under-the-hood {
  z-index: 20;
  border-top: 1px solid var(--color-line);
  background: var(--color-raised);
  color: var(--color-ink);
  font-size: 0.875rem;
  line-height: 1.375;

  /* In sight while it is open; below the footer while it is closed. */
  &:has([aria-expanded="true"]) { position: sticky; bottom: 0; box-shadow: var(--shadow-float); }
  @media print { display: none; }

  > div { max-width: 64rem; margin-inline: auto; padding-inline: 1.25rem; }
  code { font-family: var(--font-mono); font-size: 0.75rem; overflow-wrap: anywhere; }
  p, dt, .about, .notes { color: var(--color-muted); }
  dt { line-height: 1.43; }
  .notes { font-variant-numeric: tabular-nums; }
  .about { margin-top: 0.25rem; }

  .toggle {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    margin-inline-start: -0.5rem;
    padding-inline: 0.5rem;
    border-radius: 9999px;
    color: var(--color-muted);
    font-weight: 500;
    &:hover, &[aria-expanded="true"] { color: var(--color-ink); }
  }
  .chevron {
    width: 0.5rem;
    height: 0.5rem;
    margin-inline: 0.25rem;
    border: solid currentColor;
    border-width: 2px 0 0 2px;
    rotate: 45deg;
    transition: rotate 150ms;
  }
  [aria-expanded="true"] .chevron { rotate: -135deg; }
  .panel {
    max-height: min(24rem, 42dvh);
    padding-block: 0.25rem 1.25rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .figures, .calls { display: grid; column-gap: 2.5rem; > * { min-width: 0; } }
  .figures { row-gap: 1.25rem; }
  .value { font-size: var(--text-heading); line-height: 1.4; font-weight: 500; font-variant-numeric: tabular-nums; }
  .calls-head { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--color-line); }
  h3, .result { font-weight: 500; }
  .calls { row-gap: 0.5rem; margin-top: 0.75rem; }
  .result { color: var(--color-accent); &.bad { color: var(--color-danger); } }

  @media (width >= 40rem) {
    > div { padding-inline: 2rem; }
    .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  }
  @media (width >= 64rem) {
    .figures { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .calls { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  }
}

.demo-password {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 0.75rem;
  margin-top: 0.5rem;
  p { color: var(--color-muted); font-size: 0.875rem; line-height: 1.43; }
  &:has(p) { margin-top: 1.25rem; padding-top: 1rem; border-top: 1px solid var(--color-line); }
}
`;

/** Adds the style to the page, after its own stylesheets. The page's Content Security Policy allows no `style` element. */
export function addStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets.push(sheet);
}
