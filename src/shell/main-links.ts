/** The links on every page: apart from navigation.ts, whose icons the menus and the palette load when they are opened. */
export const mainLinks = {
  products: { href: "/products", label: "Products" },
  orders: { href: "/orders", label: "My orders" },
  learn: { href: "/learn", label: "Learn" },
  docs: { href: "/docs", label: "API docs" },
};
const { products, orders, learn, docs } = mainLinks;

/** The links in the header. A phone has no room for the last one. */
export const headerLinks = [products, orders, learn];

/** The links in the footer. */
export const footerLinks = [learn, docs];
