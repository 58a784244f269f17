/** @returns the path of the page that the demo shows at another page's address; null where it shows none */
export function demoPageFor(path: string, config: { demo: boolean }): string | null {
  return config.demo && path === "/" ? "/demo/landing" : null;
}
