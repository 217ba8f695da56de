import Link from "next/link";

export function Footer() {
  return (
    <footer className="border-line border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-2 px-4 py-8 text-muted text-sm sm:px-6">
        <p>
          Roundtrip, a full-stack TypeScript starter under the MIT license.{" "}
          <Link href="/docs" className="text-ink underline underline-offset-4 hover:text-accent">
            API docs
          </Link>
        </p>
        <p>Demo shop: nothing ships and no one is charged.</p>
      </div>
    </footer>
  );
}
