/** What a device is called, and what kind it is. */
export const device = {
  browserOnSystem: "{browser} on {system}",
  aBrowserOn: "A browser on {system}",
  unknown: "Unknown device",
  country: "{code:country}",
  place: "{place} (approximate)",
  localNetwork: "Local network",
  activeNow: "Active now",
  active: "Active {when}",
  notYou: "Wasn’t you?",
  /** After "Wasn’t you?", for screen readers. */
  secureAgainst: "Secure your account against {name}",
  kind: {
    computer: "Computer",
    phone: "Phone",
    tablet: "Tablet",
    television: "TV",
    console: "Game console",
    headset: "Headset",
    script: "Script or app",
    bot: "Bot",
    unknown: "Unknown",
  },
  mark: {
    administrator: "Administrator",
    script: "Script",
    bot: "Bot",
    unknown: "Unrecognized",
    unused: "Unused for {days}+ days",
  },
} as const;
