/**
 * The newest access token of this browser, in the memory of a service worker: what lib/client/token-worker.ts is for a
 * shared worker. Loaded only by apps that choose `tokenSource="service-worker"`. It stands at the site's root, unbuilt,
 * so that its scope is the site. It answers no request, stores nothing, and forgets whenever the browser stops it.
 */
let held = null;

function find(owner) {
  if (held?.owner !== owner) return null;
  const remaining = held.expiresAt - performance.now();
  return remaining > 0 ? { accessToken: held.accessToken, remaining, life: held.life } : null;
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", ({ data, ports }) => {
  if ("find" in data) ports[0]?.postMessage(find(data.find));
  else if ("keep" in data) {
    const { accessToken, remaining, life } = data.token;
    held = { owner: data.keep, accessToken, life, expiresAt: performance.now() + remaining };
  } else held = null;
});
