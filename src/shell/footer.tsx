import { Link } from "@/components/link";
import { product } from "@/product";
import { footerLinks } from "./main-links";

export function Footer() {
  return (
    <footer className="print:hidden border-line border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-2 px-4 py-8 text-muted text-sm sm:px-6">
        <p>
          <span>{product.footer.license}</span>{" "}
          {footerLinks.map(({ href, label }) => (
            <Link key={href} href={href} className="mr-3 text-ink underline underline-offset-4 hover:text-accent">
              {label}
            </Link>
          ))}
        </p>
        <p>{product.footer.notice}</p>
      </div>
    </footer>
  );
}
