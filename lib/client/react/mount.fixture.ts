import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";

const NO_HANDLER = () => {};

/**
 * Mounts a component that renders no element, by React itself, into a page without elements. React looks for
 * `globalThis.window`, which a test has to set.
 *
 * @returns a function that unmounts it
 */
export function mountWithoutElements(node: ReactNode): () => void {
  const none = { addEventListener: NO_HANDLER, removeEventListener: NO_HANDLER };
  const document = { ...none, nodeType: 9, activeElement: null, body: null, defaultView: {} };
  document.defaultView = { document, HTMLIFrameElement: class {} };
  const container = { ...none, nodeType: 1, nodeName: "DIV", tagName: "DIV", ownerDocument: document };
  const root = createRoot(container as unknown as HTMLElement);
  root.render(node);
  return () => root.unmount();
}
