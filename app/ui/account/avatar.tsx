import { avatarTone, initials } from "./avatar-text";

interface Props {
  user: { id: string; name: string };
  size?: "small" | "regular";
}

/** A user's initials in the user's colour. The name stands beside it, so a screen reader skips it. */
export function Avatar({ user, size = "regular" }: Props) {
  return (
    <span
      aria-hidden
      data-tone={avatarTone(user.id)}
      className={`avatar ${size === "small" ? "size-7 text-[0.6875rem]" : "size-10 text-sm"}`}
    >
      {initials(user.name)}
    </span>
  );
}
