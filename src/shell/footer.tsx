import { Link } from "@/components/link";
import { product } from "@/product";

export function Footer() {
  return (
    <footer className="print:hidden border-line border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-2 px-4 py-8 text-muted text-sm sm:px-6">
        <p>
          <span>{product.footer.license}</span>{" "}
          <Link href="/docs" className="text-ink underline underline-offset-4 hover:text-accent">
            API docs
          </Link>
        </p>
        <p>{product.footer.notice}</p>
      </div>
    </footer>
  );
}
