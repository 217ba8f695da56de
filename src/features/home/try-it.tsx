import Link from "next/link";
import { Card } from "@/components/card";

const IDEAS = [
  ["Order four gooseneck kettles.", "There are three. The cart says so, and so would the server."],
  ["Cancel an order.", "It shows at once. Had the parcel left meanwhile, it would roll back and say why."],
  ["Copy an order’s address and open it as somebody else.", "It is not there for them: a 404, not a 403."],
  ["Open the cart in two tabs.", "They stay in step."],
] as const;

const ACCOUNTS = [
  { email: "customer@example.com", who: "Robin, with a year of orders" },
  { email: "other@example.com", who: "Jo, with four" },
  { email: "admin@example.com", who: "Alex, an administrator" },
];

export function TryIt({ showDemo }: { showDemo: boolean }) {
  return (
    <section aria-labelledby="try-it" className="grid gap-x-14 gap-y-8 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <h2 id="try-it" className="font-display text-3xl sm:text-4xl">
          Try it
        </h2>
        <ol className="mt-8 grid gap-6">
          {IDEAS.map(([what, then], index) => (
            <li key={what} className="flex gap-4">
              <span aria-hidden className="w-6 shrink-0 font-display text-2xl text-accent leading-6 tabular-nums">
                {index + 1}
              </span>
              <p>
                <span className="font-medium">{what}</span> <span className="text-muted">{then}</span>
              </p>
            </li>
          ))}
        </ol>
      </div>
      <Card className="self-start p-6 sm:p-8">{showDemo ? <DemoAccounts /> : <OwnAccount />}</Card>
    </section>
  );
}

function DemoAccounts() {
  return (
    <>
      <h3 className="font-medium text-lg">Demo accounts</h3>
      <dl className="mt-4">
        {ACCOUNTS.map(({ email, who }) => (
          <div key={email} className="border-line border-t py-3">
            <dt className="break-all font-mono text-sm">{email}</dt>
            <dd className="text-muted text-sm">{who}</dd>
          </div>
        ))}
        <div className="flex flex-wrap items-baseline justify-between gap-2 border-line border-t pt-3">
          <dt className="text-muted text-sm">Password of all three</dt>
          <dd className="font-mono text-sm">roundtrip-demo</dd>
        </div>
      </dl>
      <Link href="/sign-in" className="mt-5 inline-block py-1 font-medium text-accent underline underline-offset-4">
        Sign in as one of them
      </Link>
    </>
  );
}

function OwnAccount() {
  return (
    <>
      <h3 className="font-medium text-lg">An account of your own</h3>
      <p className="mt-2 text-muted">It takes a name, an e-mail address and a password. No e-mail is sent.</p>
      <Link href="/sign-up" className="mt-5 inline-block py-1 font-medium text-accent underline underline-offset-4">
        Make one
      </Link>
    </>
  );
}
