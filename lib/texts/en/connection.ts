/** What a signed-in page says when it can load nothing more: the server is unreachable, or a dialog does not come. */
export const connection = {
  reconnecting: "Reconnecting… Your work is safe.",
  unavailable: {
    code: "Session ended",
    title: "We’re trying to connect",
    text: "Your work is still here. As soon as we’re connected, you can sign in and continue. If this takes long, reload the page.",
  },
  offline: {
    code: "Signed out",
    title: "You’re signed out on this device",
    text: "You’re offline or Latchkey is unavailable. We’ll finish signing out and open the sign-in page as soon as we’re connected.",
  },
  reload: "Reload",
} as const;
