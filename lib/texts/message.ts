/**
 * Messages and what becomes of them. A message is plain data, so that the server can send those of one language to the
 * browser. A component gets it as a text: a string, or a function where the message has placeholders.
 *
 *     "Sign out"                                           t.signOut
 *     "Sign out {device}"                                  t.signOutOf({ device: name })
 *     "Try again in {wait:duration}."                      t.tryAgainIn({ wait: 240 })
 *     "Choose {names:list}"                                t.choose({ names: ["a", "b"] })
 *     "{code:country}"                                     t.country({ code: "DE" })
 *     { one: "{count} device", other: "{count} devices" }  t.devices({ count: 3 })
 *
 * `:lower` puts a label into the middle of a sentence; German, which capitalizes nouns, leaves it out. `:duration` writes
 * seconds as "4 minutes", `:in` as "in 4 minutes". Some languages need the one where English has the other.
 */
import type { ReactNode } from "react";
import { durationInWords, relativeInWords } from "./duration";
import { listFormat, numberFormat, pluralRules, regionNames } from "./formats";
import type { Language } from "./language";

/** A message whose words depend on `{count}`, by the plural categories of its language (Unicode CLDR). */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
/** Messages by their keys. A group of them may not have the key `other`, which marks a plural. */
export interface Messages {
  readonly [key: string]: string | Plural | Messages;
}

/** What a translation of `Source` must be: the same keys. That its placeholders are the same, a test checks. */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends { other: string }
      ? Plural
      : Translation<Source[Key]>;
};

type Placeholder<Message> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Name<P> = P extends `${infer N}:${string}` ? N : P;
type Value<P, Other> = P extends "count"
  ? number
  : P extends `${string}:${"duration" | "in"}`
    ? number
    : P extends `${string}:list`
      ? readonly string[]
      : Other;
type Values<P extends string, Other> = { [One in P as Name<One> & string]: Value<One, Other> };

/** A text with placeholders. With an element among the values it becomes nodes to render. */
export interface TextFunction<P extends string> {
  (values: Values<P, string | number>): string;
  (values: Values<P, ReactNode>): ReactNode;
}

/** What components get for a message or a group of them. */
export type Text<Message> = Message extends string
  ? [Placeholder<Message>] extends [never]
    ? string
    : TextFunction<Placeholder<Message>>
  : Message extends { other: string }
    ? TextFunction<"count" | Placeholder<Message[keyof Message]>>
    : { readonly [Key in keyof Message]: Text<Message[Key]> };

/** Puts the parts of a text together, at least one of which is no string. */
export type Join = (parts: ReactNode[]) => ReactNode;

/** Makes texts of messages: the functions that fill in values, in the words and numbers of `language`. */
export function textsOf<Source extends Messages>(
  messages: Source,
  language: Language,
  join: Join = (parts) => parts.join(""),
): Text<Source> {
  const textOf = (message: string | Plural | Messages): unknown => {
    if (typeof message === "string")
      return message.includes("{") ? (values: AnyValues) => fill(message, values, language, join) : message;
    if (!isPlural(message)) return textsOf(message, language, join);
    return (values: AnyValues) => {
      const category = pluralRules(language).select(Number(values.count));
      return fill(message[category] ?? message.other, values, language, join);
    };
  };
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [key, textOf(message)]),
  ) as Text<Source>;
}

/** @returns true for a plural, false for a group of messages */
export function isPlural(message: Plural | Messages): message is Plural {
  return typeof message.other === "string";
}

type AnyValues = Readonly<Record<string, unknown>>;

function fill(message: string, values: AnyValues, language: Language, join: Join): ReactNode {
  // Words and placeholders take turns.
  const parts = message.split(/\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    const [name = "", format] = part.split(":");
    return formatted(values[name], format, language);
  });
  return parts.every((part) => typeof part === "string") ? parts.join("") : join(parts);
}

function formatted(value: unknown, format: string | undefined, language: Language): ReactNode {
  if (format === "duration") return durationInWords(Number(value), language);
  if (format === "in") return relativeInWords(Number(value) * 1000, 0, language);
  if (format === "lower") return String(value).toLocaleLowerCase(language);
  if (format === "country") return regionNames(language).of(String(value));
  if (format === "list") return listFormat(language).format(value as string[]);
  return typeof value === "number" ? numberFormat(language).format(value) : (value as ReactNode);
}
