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
  const paths = icon.filter(([tag]) => tag === "path").map(([, { d }]) => `M0 0${d}`);
  const others = icon.filter(([tag]) => tag !== "path");
  // One element for all lines. The start at 0,0 leaves a path that begins with a relative move where it was.
  return [
    <path key="paths" d={paths.join("")} />,
    ...others.map(([tag, attributes], at) => createElement(tag, { key: at, ...attributes })),
  ];
}
