type MainLink = { href: string; label: string };

/** The links on every page: apart from navigation.ts, whose icons the menus and the palette load when they are opened. */
export const mainLinks = {
  products: { href: "/products", label: "Products" },
  orders: { href: "/orders", label: "My orders" },
  learn: { href: "/learn", label: "Learn" },
  docs: { href: "/docs", label: "API docs" },
};

/** The links in the header. It has room for five on a wide screen, for two on a phone. */
export const headerLinks: readonly MainLink[] = [mainLinks.products, mainLinks.orders, mainLinks.learn];

/** The links in the footer. */
export const footerLinks: readonly MainLink[] = [mainLinks.learn, mainLinks.docs];
