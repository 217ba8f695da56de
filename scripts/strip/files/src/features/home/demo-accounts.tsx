import { Card } from "@/components/card";
import { Link } from "@/components/link";

const ACCOUNTS = [
  { email: "customer@example.com", description: "Robin, a user" },
  { email: "other@example.com", description: "Jo, another user" },
  { email: "admin@example.com", description: "Alex, administrator" },
];

/** In development only: the accounts of prisma/seed.ts. */
export function DemoAccounts() {
  return (
    <Card className="p-6 sm:p-8">
      <h2 className="font-medium text-lg">Demo accounts</h2>
      <dl className="mt-4">
        {ACCOUNTS.map(({ email, description }) => (
          <div key={email} className="border-line border-t py-3">
            <dt className="break-all font-mono text-sm">{email}</dt>
            <dd className="text-muted text-sm">{description}</dd>
          </div>
        ))}
        <div className="flex flex-wrap items-baseline justify-between gap-2 border-line border-t pt-3">
          <dt className="text-muted text-sm">Password for all three</dt>
          <dd className="font-mono text-sm">roundtrip-demo</dd>
        </div>
      </dl>
      <Link href="/sign-in" className="mt-5 inline-block py-1 font-medium text-accent underline underline-offset-4">
        Sign in with a demo account
      </Link>
    </Card>
  );
}
