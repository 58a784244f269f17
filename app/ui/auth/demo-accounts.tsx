import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";

const ACCOUNTS = [
  { label: "Ada, a user", ...DEMO_ACCOUNTS.ada },
  { label: "Grace, an administrator", ...DEMO_ACCOUNTS.grace },
];

/** Shown only while the demo is on, where these accounts exist. */
export function DemoAccounts() {
  return (
    <section aria-label="Demo accounts" className="border-t border-line pt-6 text-sm">
      <h2 className="font-medium">Demo accounts</h2>
      <dl className="mt-2 grid gap-3">
        {ACCOUNTS.map(({ label, email, password }) => (
          <div key={email}>
            <dt className="text-muted">{label}</dt>
            <dd className="font-mono text-[0.8125rem] leading-relaxed wrap-anywhere select-all">{email}</dd>
            <dd className="font-mono text-[0.8125rem] leading-relaxed wrap-anywhere select-all">
              {password}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
