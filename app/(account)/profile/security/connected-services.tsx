import type { ConnectedService } from "@/lib/server/sign-in/identities";

/** The services that can sign the user in, each with the account the user has there. */
export function ConnectedServices({ services }: { services: ConnectedService[] }) {
  return (
    <ul className="grid gap-3 p-5 sm:p-6">
      {services.map(({ id, name, email }) => (
        <li key={id} className="min-w-0">
          <bdi className="font-medium">{name}</bdi>
          {email && <bdi className="block truncate text-sm text-muted">{email}</bdi>}
        </li>
      ))}
    </ul>
  );
}
