/** The page of the session lab. Its cards are in `lab-cards.ts`, and the lines of a run in `lab-steps.ts`. */
export const lab = {
  title: "Session lab",
  about:
    "What happens to you, your phone and a thief when a session meets bad luck or bad people. Each card runs now, on this server, by the app’s own rules and with its own database. Its account is made for the run and deleted after it, and no token ever reaches this page.",
  groups: {
    trouble: "When things go wrong",
    theft: "When a cookie is stolen",
    ended: "When a session is ended",
    time: "Time machine",
  },
  runAll: "Run them all",
  run: "Run",
  runAgain: "Run again",
  scenarios: { one: "{count} scenario", other: "{count} scenarios" },
  passedOf: "{passed} of {all} passed",
  hint: "Run one to see each step, and who holds which token.",
  status: {
    running: "Running…",
    passed: "Passed",
    failed: "Failed",
    busy: "Too many runs just now. Try again in a moment.",
    unreachable: "The server couldn’t be reached. Try again.",
  },
  timeline: "What happened",
  /** Before a claim, for those who do not see its mark. */
  held: "True:",
  notHeld: "Not true:",
  code: "See the code",
  files:
    "The scenario is {scenario}, and its rule is in {rule}. The tests run the same file, and its sentences are in {texts}.",
} as const;
