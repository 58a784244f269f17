import type { ReactNode } from "react";
import "@/app/demo/demo.css";

/** Gives the demo's pages their stylesheet. */
export default function DemoLayout({ children }: { children: ReactNode }) {
  return children;
}
