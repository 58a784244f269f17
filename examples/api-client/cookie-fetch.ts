import { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";

/**
 * Makes a `fetch` that keeps the cookies of its responses and sends them back, as a browser does for one site.
 *
 * @param send what sends the requests
 */
export function cookieFetch(send: typeof fetch = fetch): typeof fetch {
  const jar = new CookieJar();
  return async (input, init) => {
    const request = new Request(input, init);
    const cookies = jar.header(new URL(request.url).pathname);
    if (cookies !== null) request.headers.set("Cookie", cookies);
    const response = await send(request);
    jar.apply(response.headers.getSetCookie());
    return response;
  };
}
