/** A person who has an account at the identity provider. */
export interface Person {
  /** The subject (`sub`) by which the provider names this person to every application. */
  subject: string;
  name: string;
  email: string;
  emailVerified: boolean;
}

/** Two people: an account may have the address of one of them, no account has the address of the other. */
export const PEOPLE: readonly Person[] = [
  { subject: "example-ada", name: "Ada", email: "ada@example.com", emailVerified: true },
  { subject: "example-barbara", name: "Barbara", email: "barbara@example.com", emailVerified: true },
];
