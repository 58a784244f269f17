import type { IconNode } from "lucide";
import { createElement, type ReactNode } from "react";

interface Props {
  /** One of the icons of `lucide`. */
  icon: IconNode;
  /** Its size, and whatever differs from the class `icon` in `app/globals.css`. */
  className: string;
}

/**
 * An icon. Decorative: the text beside it says the same. It is drawn by plain elements and not by the client components
 * of `lucide-react`, each of which cost the server a fiftieth of the time for `/dashboard`.
 */
export function SvgIcon({ icon, className }: Props) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={`icon ${className}`}>
      {drawn(icon)}
    </svg>
  );
}

const known = new WeakMap<IconNode, ReactNode>();

/** Each icon is made into elements once. */
function drawn(icon: IconNode): ReactNode {
  const elements = known.get(icon) ?? elementsOf(icon);
  known.set(icon, elements);
  return elements;
}

function elementsOf(icon: IconNode): ReactNode[] {
  const lines = icon.filter(isLine);
  const others = icon.filter((shape) => !isLine(shape));
  // One element for all lines. The start at 0,0 leaves a line that begins with a relative move where it was.
  const path = lines.map(([, { d }]) => `M0 0${d}`).join("");
  return [
    path && <path key="lines" d={path} />,
    ...others.map(([tag, attributes], at) => createElement(tag, { key: at, ...attributes })),
  ];
}

function isLine([tag, attributes]: IconNode[number]): boolean {
  return tag === "path" && Object.keys(attributes).length === 1;
}
