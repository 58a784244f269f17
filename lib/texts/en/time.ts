/** Times as words of a sentence. Lengths of time and dates themselves are written by `Intl`. */
export const time = {
  justNow: "just now",
  inAMoment: "in a moment",
  todayAt: "today at {time}",
  yesterdayAt: "yesterday at {time}",
  onDateAt: "on {date} at {time}",
  left: "{rest:duration} left",
  expiringNow: "Expiring now",
  expiresIn: "Expires in {rest:duration}, or after {idle:duration} of inactivity",
} as const;
