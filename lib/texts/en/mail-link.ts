/** The field for a link from an email, where a browser runs no scripts. */
export const mailLink = {
  label: "Link from the email",
  hint: "Your browser runs no scripts, so copy the link from the email and paste it here.",
} as const;
