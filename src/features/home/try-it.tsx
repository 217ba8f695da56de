import { Card } from "@/components/card";
import { Link } from "@/components/link";

const IDEAS = [
  ["Order more kettles than there are.", "The cart shows it, and the server enforces it."],
  ["Cancel an order.", "It updates instantly. If it has already shipped, it rolls back with the reason."],
  ["Copy an order's URL and open it as another user.", "You get a 404, not a 403."],
  ["Open the cart in two tabs.", "They stay in sync."],
] as const;

const ACCOUNTS = [
  { email: "customer@example.com", description: "Robin, a year of orders" },
  { email: "other@example.com", description: "Jo, four orders" },
  { email: "admin@example.com", description: "Alex, administrator" },
];

type Props = { isSignedIn: boolean; showDemo: boolean };

export function TryIt({ isSignedIn, showDemo }: Props) {
  return (
    <section aria-labelledby="try-it" className="grid gap-x-14 gap-y-8 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <h2 id="try-it" className="font-display text-3xl sm:text-4xl">
          Try it
        </h2>
        <ol className="mt-8 grid gap-6">
          {IDEAS.map(([action, result], index) => (
            <li key={action} className="flex gap-4">
              <span aria-hidden className="w-6 shrink-0 font-display text-2xl text-accent leading-6 tabular-nums">
                {index + 1}
              </span>
              <p>
                <span className="font-medium">{action}</span> <span className="text-muted">{result}</span>
              </p>
            </li>
          ))}
        </ol>
      </div>
      {(showDemo || !isSignedIn) && (
        <Card className="self-start p-6 sm:p-8">{showDemo ? <DemoAccounts /> : <CreateAccount />}</Card>
      )}
    </section>
  );
}

function DemoAccounts() {
  return (
    <>
      <h3 className="font-medium text-lg">Demo accounts</h3>
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
    </>
  );
}

function CreateAccount() {
  return (
    <>
      <h3 className="font-medium text-lg">Create an account</h3>
      <p className="mt-2 text-muted">Just a name, email and password. We won't email you.</p>
      <Link href="/sign-up" className="mt-5 inline-block py-1 font-medium text-accent underline underline-offset-4">
        Create account
      </Link>
    </>
  );
}
