/** What says something else without the shop. */
import { edit, type TextEdit } from "./text-edit";

export const shopEdits: readonly TextEdit[] = [
  edit("docs/decisions.md", " `npm run bench` compares them with the same SQL in bare routes."),
  edit("AGENTS.md", "; `tests/bench` measures"),
  edit("CHANGELOG.md", "the shop, "),
  edit("docs/deploy/container.md", "the catalog and the\nfirst administrator", "the first\nadministrator"),
  edit("docs/deploy/container.md", "docker compose run --rm migrate npm run db:seed\n"),
  edit(
    "docs/recipes/README.md",
    "None of it is in the repository itself: you pay for what you add.",
    "None of it is in the repository itself: you pay for\nwhat you add. Where one speaks of an order, which the starter's shop has, think of a resource of yours.",
  ),
  edit(
    "docs/recipes/background-task.md",
    "in `src/server/services/order.ts#placeOrderIn`:",
    "in the service that places an order:",
  ),
  edit(
    "docs/recipes/file-upload.md",
    "`src/server/routers/order.ts`, `tests/setup/shop-inputs.ts`, `tests/setup/shop-budgets.ts`",
    "the order's router, rows in `tests/setup`",
  ),
  edit(
    "docs/recipes/mail.md",
    "`src/server/services/admin-order.ts`, which ships orders",
    "the service that ships orders",
  ),
  edit(
    "docs/recipes/payments.md",
    "`src/server/services/order-status.ts#moveOrder`",
    "`moveOrder`, which changes the status of an order",
  ),
  edit(
    "docs/deploy/README.md",
    "without an interruption, [scale.md](scale.md) how far one process and\none database carry.",
    "without an interruption.",
  ),
  edit("tests/generated/resources.ts", "moderated, with a parent that everyone reads.", "moderated."),
  edit("tests/generated/resources.ts", '"--belongs-to", "product", '),
  edit("tests/e2e/budgets.spec.ts", "    ...(await findShopIds(customer)),\n"),
  edit(
    "src/product.ts",
    "A small, complete order desk whose frontend and backend talk only over HTTP: typed, authorized and tested.",
    "Sign in, look around and make it yours.",
  ),
  edit(
    "src/product.ts",
    "The order desk for scripts, apps and partner sites.",
    "The API for scripts, apps and partner sites.",
  ),
  edit("src/product.ts", "Roundtrip, a full-stack TypeScript starter under the MIT license.", "Made with care."),
  edit(
    "src/product.ts",
    "Demo shop: nothing ships and no one is charged.",
    "Your data is yours: download or delete it any time.",
  ),
  edit(
    "src/product.ts",
    'To make another product of this starter, begin here (see\n * README.md, "Remove the demo").',
    "To make it yours, begin here.",
  ),
  edit("src/product.ts", 'kept: "Orders are kept anonymously."', 'kept: ""'),
  edit("src/product.ts", 'landingPath: "/products"', 'landingPath: "/"'),
  edit("src/server/services/admin-user.ts", ", and numbers of what they own"),
  edit("src/domain/admin-user.schema.ts", "  orders: z.number().int(),\n"),
  edit(
    "src/features/admin/user/user-table.tsx",
    `  {
    id: "orders",
    header: "Orders",
    className: "text-right max-md:hidden",
    cell: ({ orders }) => <span className="tabular-nums">{orders}</span>,
  },
`,
  ),
  edit("src/features/admin/user/use-change-user.tsx", " Orders are kept."),
  edit("src/features/account/delete-dialog.tsx", " Orders in progress will still arrive."),
  edit("src/features/auth/sign-in-form.tsx", "Sign in to order and track your orders.", "Welcome back."),
  edit(
    "src/features/missing/missing-view.tsx",
    "If you expected an order, check that you're signed in to the right account.",
    "If you expected something here, check that you're signed in to the right account.",
  ),
  edit("src/features/missing/missing-view.tsx", '<Link href="/orders">My orders</Link>', '<Link href="/">Home</Link>'),
  edit(
    "src/features/missing/missing-view.tsx",
    '<Link href="/products">Products</Link>',
    '<Link href="/account">Account</Link>',
  ),
  edit("src/shell/navigation.ts", "Store,", "LayoutDashboard,"),
  edit("src/shell/navigation.ts", "icon: Store }", "icon: LayoutDashboard }"),
  edit("src/features/palette/palette.tsx", "Search pages, orders and products", "Search pages"),
  edit(
    "src/features/palette/palette.tsx",
    `  search: (query: string) => (
    <Texts>
      Search products for “<bdi>{query}</bdi>”
    </Texts>
  ),
`,
  ),
  edit("src/features/palette/palette.tsx", 'const SEARCH = "search";\n'),
  edit("src/features/palette/palette.tsx", "?.id ?? SEARCH", "?.id"),
  edit(
    "src/features/palette/palette.tsx",
    "finds pages, recent orders, products and themes by a few letters",
    "finds pages and themes by a few letters",
  ),
  edit("src/features/palette/palette.tsx", "whichever that is when products arrive later", "whichever that is"),
  edit(
    "src/features/palette/use-results.tsx",
    "  const search = { query, isOpen, isSignedIn: viewer !== null, openPage };\n",
  ),
  edit("src/features/palette/use-results.tsx", "    useProductResults(search),\n    useOrderResults(search),\n"),
  edit(
    "src/features/palette/use-results.tsx",
    "the best first: pages, themes, and what features find",
    "the best first: pages and themes",
  ),
  edit("src/features/palette/use-results.tsx", "  isOpen: boolean,\n"),
  edit(
    "src/features/palette/palette.tsx",
    "useResults(query, viewer, isOpen, open)",
    "useResults(query, viewer, open)",
  ),
  edit(
    "src/features/token/token-list.tsx",
    "spreadsheet that reads or places your orders.",
    "spreadsheet that calls the API for you.",
  ),
  edit(
    "src/app/docs/page.tsx",
    "Use the shop from scripts, apps and partner sites.",
    "Use the API from scripts, apps and partner sites.",
  ),
  edit("src/app/layout.tsx", "Signing in, the cart and all changes", "Signing in and all changes"),
  edit(
    "src/app/layout.tsx",
    "product.name}: browse, order, track, cancel. Every click is a round trip.",
    "product.name}, the home page",
  ),
  edit("src/app/link-preview.png/route.tsx", 'const STEPS = ["Browse", "Order", "Track", "Cancel"];\n'),
  edit(
    "src/app/link-preview.png/route.tsx",
    `        <span>Every click is</span>
        <span>a round trip.</span>
      </div>
      <div style={{ display: "flex", gap: 18 }}>
        {STEPS.map((step) => (
          <span
            key={step}
            style={{
              padding: "12px 28px",
              border: "2px solid #e3ddd2",
              borderRadius: 999,
              background: "#fff",
              fontSize: 30,
            }}
          >
            {step}
          </span>
        ))}
      </div>`,
    `        {product.description}
      </div>`,
  ),
  edit(
    "src/app/link-preview.png/route.tsx",
    "fontSize: 76, lineHeight: 1.1, letterSpacing: -3",
    "fontSize: 56, lineHeight: 1.2, letterSpacing: -2",
  ),
  edit("src/domain/count.ts", "`1 order`, `3 orders`;", "`1 token`, `3 tokens`;"),
  edit(
    "src/env.ts",
    `  /** The API of the carrier; \`demo\` is one in this process, and the default outside of production. */
  SHIPPING_URL: z
    .union([z.literal("demo"), z.url({ protocol: /^https?$/ })], {
      error: "a URL such as https://carrier.example, or demo",
    })
    .optional(),
`,
  ),
  edit(
    ".env.example",
    `# The API of the carrier whose shipping rates are shown: GET /rates below this URL. With "demo", a carrier in this process
# answers. If unset, that is so in development, and there are no rates in production.
# SHIPPING_URL="https://carrier.example.com/v1"

`,
  ),
  edit(
    "prisma/schema.prisma",
    "the row is kept for its orders, without personal data",
    "the row is kept, without personal data",
  ),
];
