import Link from "next/link";
import type { ReactNode } from "react";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">Home</Link>
          <Link href="/products">Products</Link>
          <Link href="/orders">My orders</Link>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
