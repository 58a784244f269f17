/** Downloading one's data, deleting the account, and keeping it after all. */
export const yourData = {
  title: "Your data",
  intro: "Download it, or delete your account.",
  download: {
    title: "Download your data",
    what: "A file with everything we keep about you: your profile, devices, activity, organizations and the rest. It has no passwords or keys in it, and nothing about other people.",
    told: "We’ll send you an email as well, so you’ll know if someone else did this.",
    button: "Download",
    busy: "Preparing…",
    done: "Your data was downloaded.",
  },
  remove: {
    title: "Delete your account",
    atOnce: "At once",
    atOnceText:
      "You’re signed out on every device, and your API keys stop working for good. We send you an email about it.",
    until: "Until {date}",
    untilText: "You can change your mind: sign in and choose “Keep my account”.",
    from: "On {date}",
    fromText:
      "Everything we keep about you is deleted for good. Your email address can then be used for a new account.",
    stays: "What stays",
    staysText:
      "Organizations you’re in, because they belong to their members. And our security log: for 90 days it keeps what happened, without your name, email or device.",
    confirm: "Yes, delete my account on {date}",
    notConfirmed: "Tick the box to delete your account.",
    button: "Delete my account",
    busy: "Deleting…",
    onlyOwner: {
      one: "You’re the only owner of an organization. Make someone else an owner there, or delete the organization, before you delete your account:",
      other:
        "You’re the only owner of {count} organizations. Make someone else an owner there, or delete the organizations, before you delete your account:",
    },
    onlyAdministrator:
      "You’re the only administrator of this site. Make someone else an administrator before you delete your account.",
    scheduled: "Your account will be deleted on {date}.",
    toKeep: "Keep it?",
  },
  keep: {
    documentTitle: "Keep your account?",
    title: "Your account will be deleted on {date}. Keep it?",
    text: "You asked us to delete it. Until then everything is still here, but you can’t change anything. Being signed in doesn’t keep the account.",
    keysStayRevoked:
      "If you keep it, everything is as it was, except your API keys, which you’ll need to create again.",
    kept: "Your account stays. Nothing of it will be deleted.",
    button: "Keep my account",
    download: "Download your data",
    signOut: "Sign out and let it be deleted",
  },
} as const;
