/**
 * The newest access token of this browser, in the memory of a worker: a shared worker, which lives as long as some tab
 * does, or a service worker (lib/client/browser/token-cache.ts). All that a tab says comes by a port of its own.
 * It answers no request of the page's, stores nothing and broadcasts nothing; it makes a single one, to finish a
 * sign-out.
 *
 * It stands at the site's root, unbuilt: in one piece it runs under a policy that lets it load nothing,
 * and as a service worker its scope is the site.
 */
let held = null;

/** A token lives by this worker's own monotonic clock; the tabs' clocks have other origins. */
function find(owner) {
  if (held?.owner !== owner) return null;
  const remaining = held.expiresAt - performance.now();
  return remaining > 0 ? { accessToken: held.accessToken, remaining, life: held.life } : null;
}

function keep(owner, { accessToken, remaining, life }) {
  held = { owner, accessToken, life, expiresAt: performance.now() + remaining };
}

function onMessage({ data, ports }) {
  if ("find" in data) ports[0]?.postMessage(find(data.find));
  else if ("keep" in data) keep(data.keep, data.token);
  else held = null;
}

addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = onMessage;
});

addEventListener("message", onMessage);
addEventListener("install", () => skipWaiting());

/**
 * Somebody has signed out while the server could not be reached, and left a note (lib/client/browser/sign-out-markers.ts). It counts
 * as long as nobody has signed in since. What cannot be sent now is tried again by the browser.
 */
async function finishSignOut() {
  const cookies = await cookieStore.getAll();
  // On https a name without the prefix is a sibling sub-domain's.
  const ours = `${location.protocol === "https:" ? "__Host-" : ""}latchkey_`;
  const epoch = cookies.find(({ name }) => name === `${ours}epoch`)?.value ?? "1";
  const notes = cookies.filter(({ name }) => name.startsWith(`${ours}left.`));
  if (notes.some(({ value }) => value === epoch)) {
    const answer = await fetch("/api/auth/logout", { method: "POST" });
    if (!answer.ok) throw new Error(`Signing out was answered ${answer.status}.`);
  }
  await Promise.all(notes.map(({ name }) => cookieStore.delete(name)));
}

addEventListener("sync", (event) => {
  if (event.tag === "latchkey-sign-out") event.waitUntil(finishSignOut());
});
