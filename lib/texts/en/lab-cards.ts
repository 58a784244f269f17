/**
 * The cards of the session lab, by the names of their scenarios: a title, the rule in everyday words, what of it is not
 * real, and what the scenario states.
 */
export const labCards = {
  "lost-answer": {
    title: "The answer gets lost",
    rule: "The answer to a refresh never arrives. The browser asks again with the old cookie, and gets the same new one.",
    simulated: "Simulated: the network that loses the answer.",
    claims: {
      getsTheLostToken: "You get token 2 after all: the one that was lost",
      staysSignedIn: "You’re still signed in",
    },
  },
  "two-tabs": {
    title: "Two tabs race",
    rule: "Two tabs refresh at the same moment with the same cookie. One of them makes the new token, and both get it.",
    simulated:
      "Simulated: the two tabs. They run the app’s own browser client, without the lock that usually keeps them apart.",
    claims: {
      bothAsked: "Both tabs have asked",
      bothAnswered: "Both tabs have an answer",
      oneNewToken: "There is one new token, not two",
      bothSignedIn: "Both tabs stay signed in",
    },
  },
  "laptop-asleep": {
    title: "The laptop falls asleep",
    rule: "You shut the laptop in the middle of a refresh. Hours later it asks with the old cookie and still gets the new one, as long as that one has never been used.",
    simulated: "Simulated: the lid, and the hours that pass.",
    claims: {
      getsTokenLate: "You get token 2, hours late",
      staysSignedIn: "You’re still signed in",
    },
  },
  "wrong-clock": {
    title: "A clock that’s ten minutes wrong",
    rule: "The computer’s clock is ten minutes slow. It doesn’t matter: the browser only counts how much time has passed, and the server has the last word.",
    simulated: "Simulated: the clock of your computer, and the minutes that pass.",
    claims: {
      noEarlyWarning: "No warning halfway to the limit",
      oneRefreshAtMost: "One refresh on time at most, not one after another",
      warnsInTime: "The warning comes when the server says so",
      countsTheRightMinute: "It counts the right minute",
    },
  },
  "frozen-tab": {
    title: "A frozen tab",
    rule: "The browser freezes a tab in the middle of a refresh. The other tabs wait five seconds for it and go on. When it wakes, its old answer can’t overwrite the newer token.",
    simulated:
      "Simulated: the tabs and their five seconds. The one that goes on runs the app’s own browser client.",
    claims: {
      otherTabGoesOn: "The other tab goes on without the lock",
      getsTheSameToken: "It gets the token that the frozen tab was sent",
      overwritesNothing: "The late answer overwrites nothing",
      staysSignedIn: "You’re still signed in",
    },
  },
  "browser-killed": {
    title: "The browser is killed",
    rule: "A phone kills the browser before it has saved its newest cookies. It starts again with an old one, from two tokens ago, and is let back in.",
    simulated: "Simulated: the phone that kills its browser, and the seconds that pass.",
    claims: {
      isLetBackIn: "Your phone gets token 3, though it came with token 1",
      isSignedIn: "It’s still signed in",
      staysSignedIn: "And stays so",
    },
  },
  "server-killed": {
    title: "The server dies in a refresh",
    rule: "Before the commit, nothing has happened: the old token is still the current one. After it, the new token is safe, and you get it when you ask again.",
    simulated:
      "Simulated: the crash. The transaction that it breaks off is a real one, and so is the one it comes too late for.",
    claims: {
      allTakenBack: "The database takes everything back",
      oldTokenWorks: "The old token still works: you get token 2",
      newTokenIsSafe: "The new token is safe: you get token 3",
      staysSignedIn: "You’re still signed in",
    },
  },
  "stolen-late": {
    title: "A stolen cookie, used late",
    rule: "A thief uses a token that you have already replaced and moved on from. Two browsers with one token: the session ends for both.",
    simulated: "Simulated: the theft, and the minutes that pass.",
    claims: {
      thiefGetsNothing: "The thief gets nothing",
      youAreTold: "You’re signed out too, and told why",
      phoneStaysIn: "Your phone isn’t: it has a session of its own",
    },
  },
  "stolen-at-once": {
    title: "A stolen cookie, used at once",
    rule: "The thief is faster than you and uses the copy right away. Your own next refresh gives both away.",
    simulated: "Simulated: the theft, and the minutes that pass.",
    claims: {
      thiefIsIn: "For now the thief is in",
      yourRefreshEndsIt: "Your next refresh ends the session",
      thiefIsOut: "The thief is out on the very next request",
    },
  },
  "stolen-first": {
    title: "A thief who is always first",
    rule: "The thief refreshes before you each time, so each of yours looks like a lost answer. Two in a row may be bad luck. The third is theft.",
    simulated: "Simulated: the theft, and the minutes that pass.",
    claims: {
      firstPasses: "The first time it passes for a lost answer",
      secondPasses: "The second time it passes for a lost answer",
      thirdEndsIt: "The third time the session ends",
      thiefIsOut: "For the thief as well",
    },
  },
  "stolen-quietly": {
    title: "A thief who keeps quiet",
    rule: "The thief never goes first and hides behind you, as if answers got lost. That works twice in a row. Only one who is never more than a few seconds behind you stays unseen, which is what the next card is for.",
    simulated: "Simulated: the theft, and the minutes that pass.",
    claims: {
      firstPasses: "The first time it passes for a lost answer",
      secondPasses: "The second time it passes for a lost answer",
      thirdEndsIt: "The third time the session ends",
      youAreTold: "You’re told why",
    },
  },
  "stolen-bound": {
    title: "Stolen, but bound to the device",
    rule: "The session is bound to a key that never leaves your device. Without it, the copied cookie can’t renew the session, and you notice nothing but a line in your activity.",
    simulated: "Simulated: the theft. The key is a real one, and each proof is checked.",
    claims: {
      thiefGetsNothing: "The thief gets nothing, though the token is right",
      youGoOn: "You go on",
      waitingIsNoHelp: "Waiting doesn’t help",
      staysSignedIn: "You’re still signed in",
    },
  },
  "password-changed": {
    title: "The password changes under a thief",
    rule: "You change your password. From then on every older token is worth nothing, at any time and for anything. It can’t even sign you out.",
    simulated: "Simulated: the theft.",
    claims: {
      youHaveANewToken: "You have a new token",
      cookieIsWorthNothing: "The thief’s cookie gets nothing",
      accessTokenIsWorthNothing: "Nor does the access token",
      cannotSignYouOut: "The thief can’t sign you out",
      staysSignedIn: "You’re still signed in",
    },
  },
  "revoked-remotely": {
    title: "Signed out from afar",
    rule: "You left the laptop somewhere and end its session from your phone. Its very next request is refused: nothing has to expire first.",
    simulated: "Simulated: the two devices.",
    claims: {
      phoneMayEndIt: "Your phone may end it",
      laptopIsTold: "The laptop’s next request is refused, and says why",
      cookieIsWorthNothing: "Its cookie is worth nothing either",
      phoneStaysIn: "Your phone stays signed in",
    },
  },
  "account-disabled": {
    title: "The account is disabled",
    rule: "An administrator disables the account. Every device is out in the same instant.",
    simulated: "Simulated: the two devices, and the administrator.",
    claims: {
      laptopIsOut: "The laptop is out on its next request",
      phoneIsOut: "So is the phone",
    },
  },
  "before-limit": {
    title: "One minute before the limit",
    rule: "Without any input the session ends. The page warns you first, and a background refresh doesn’t count as you being there.",
    simulated: "Simulated: the minutes that pass.",
    claims: {
      pageWarns: "The page warns you",
      refreshWorks: "A background refresh still works",
      refreshMovedNothing: "But it moved nothing: the session is over",
      tabSaysSo: "The tab says so",
    },
  },
  "network-off": {
    title: "The network is off",
    rule: "Without a network nobody is signed out. The page waits, tries again, and goes on as soon as it can.",
    simulated: "Simulated: the network. The tab runs the app’s own browser client.",
    claims: {
      staysSignedIn: "You’re still signed in",
      noTokenLost: "No token was lost or used up",
      recoversByItself: "The tab has a new token, without you doing anything",
    },
  },
  "server-away": {
    title: "The server is away",
    rule: "While the server can’t answer, you stay signed in. Only the server itself can end a session.",
    simulated: "Simulated: the outage. The tab runs the app’s own browser client.",
    claims: {
      staysSignedIn: "You’re still signed in",
      pageKnows: "The page knows that the server is away",
      recoversByItself: "The tab has a new token, without you doing anything",
      allIsWell: "All is well again",
    },
  },
} as const;
