/** What the demo's script says on signed-in pages: the buttons for passwords, and the drawer "Under the hood". */
export const demoControls = {
  password: {
    demoAccount: "This is a demo account.",
    continueAs: "Continue as {name}",
    fillIn: "Fill in {name}’s password",
  },
  drawer: {
    title: "Under the hood",
    calls: "Last calls",
    aboutCalls:
      "What this page asked the server for, the newest first, since the drawer was opened or the page began. Calls that come during a refresh are queued until it is done.",
  },
  /** How a call ended, and what else there is to say. */
  call: {
    queued: "queued",
    sent: "sent",
    noAnswer: "no answer",
    took: "{ms} ms",
    queuedFor: "queued for {ms} ms",
    sentAgain: "sent again",
    sentTimes: "sent {times} times",
  },
  figures: {
    unknown: "unknown",
    now: "now",
    /** With a countdown, such as "12:04". */
    inTime: "in {time}",
    inLong: "{left:in}",
    rotation: {
      term: "Refresh token",
      value: "number {number}",
      about:
        "Each refresh replaces it. A replaced one that comes back later than {grace:duration} ends the session.",
      aboutUnknown:
        "Each refresh replaces it. A replaced one that comes back later than a few seconds ends the session.",
    },
    renewal: {
      term: "Next refresh",
      running: "running",
      about: "The access token is renewed before it expires. One tab does it, for all of them.",
    },
    leader: {
      term: "Leader tab",
      role: { reader: "this tab", listener: "another tab", nobody: "none" },
      about:
        "It reads the server’s event stream for all tabs of this browser, and holds a lock. When it closes, another tab gets the lock.",
      aboutTabs:
        "It reads the server’s event stream for all {tabs} tabs of this browser, and holds a lock. When it closes, another tab gets the lock.",
      noLocks: "This browser shows no locks here: they need https or localhost.",
    },
    signal: {
      term: "Last signal",
      none: "none yet",
      justNow: "{signal}, just now",
      secondsAgo: "{signal}, {seconds} s ago",
      minutesAgo: "{signal}, {minutes} min ago",
      /** The hints that tabs give each other, by `TabMessage`. */
      names: {
        "signed-in": "signed in",
        "signed-out": "signed out",
        "given-up": "given up",
        "sessions-changed": "sessions changed",
        "user-changed": "user changed",
        refreshed: "refreshed",
        present: "present",
        ended: "ended",
      },
      about: "What the event stream or another tab said last. The rules decide what it means for this tab.",
    },
    idle: {
      term: "Idle limit",
      about:
        "Only your own use of the mouse, keyboard or touch screen moves it; requests in the background don’t.",
    },
    absolute: {
      term: "Absolute limit",
      about: "Nothing moves it. “Remember me” would make it longer.",
      aboutRemembered: "Nothing moves it. It is the longer one of “Remember me”.",
    },
  },
} as const;
