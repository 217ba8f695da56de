/** The import table of AGENTS.md, as examples. */
const UI = ["@/app/page", "@/features/order", "@/shell/toast", "@/components/button", "@/trpc/client"];
const SQL = [
  "@/server/platform/db",
  "@/server/platform/pool",
  "@/server/platform/sql",
  "@/generated/prisma/client",
  "pg",
];

/** Per file: imports that its row of the table forbids, and imports that it allows. */
export const rows: [file: string, forbidden: string[], allowed: string[]][] = [
  ["src/env.ts", ["@/domain/order", "./product"], ["zod", "./database-url.mjs"]],
  ["src/database-url.mjs", ["pg", "./env"], []],
  ["src/product.ts", ["zod", "@/env", "./env"], []],
  ["src/proxy.ts", ["@/server/core/context", "./env"], ["next/server", "./content-security-policy"]],
  [
    "src/instrumentation.ts",
    ["./server/routers/_app", "@/server/services/order", "./features/order"],
    [
      "./server/http/unroutable",
      "./server/http/fault-page",
      "./server/platform/startup",
      "./server/realtime/changes",
      "./server/services/mail-worker",
    ],
  ],
  [
    "src/domain/order.ts",
    ["zod", "@/env", "@/server/platform/db", "react", "./order.schema"],
    ["./money", "@/product"],
  ],
  ["src/domain/order.schema.ts", ["@/server/platform/db", "react", "superjson"], ["zod", "./order", "@/product"]],
  [
    "src/server/platform/log.ts",
    ["@/server/services/order", "@/server/http/guard", "@/server/core/context", "@/server/realtime/changes", ...UI],
    ["@/env", "./singleton", "@/server/core/errors", "@/domain/limits", "pg"],
  ],
  [
    "src/server/realtime/listener.ts",
    ["@/server/services/order", "@/server/routers/_app", "@/server/rest/routes", "@/server/auth/identity", ...UI],
    ["@/server/platform/pool", "pg", "./signal"],
  ],
  [
    "src/server/core/procedures.ts",
    ["@/server/services/order", "@/server/routers/_app", "@/server/rest/routes", ...SQL, ...UI],
    ["./trpc", "./middleware/log-call", "@/server/platform/log", "@/server/auth/identity"],
  ],
  [
    "src/server/http/guard.ts",
    [
      "@/server/services/order",
      "@/server/routers/_app",
      "@/server/rest/routes",
      "@/server/auth/identity",
      ...SQL,
      ...UI,
    ],
    ["@/server/core/errors", "@/server/platform/rate-limit", "./cors"],
  ],
  [
    "src/server/rest/handler.ts",
    ["@/server/services/order", "@/server/routers/order", ...SQL, ...UI],
    ["@/server/routers/_app", "@/server/core/context", "./routes"],
  ],
  [
    "src/server/auth/identity.ts",
    ["@/server/services/order", "@/server/routers/_app", "@/server/rest/routes", ...SQL, ...UI],
    ["@/server/services/session", "@/server/services/account", "@/server/services/token", "@/server/platform/log"],
  ],
  [
    "src/server/services/order.ts",
    [
      "@/server/routers/order",
      "@/server/http/guard",
      "@/server/core/context",
      "@/server/rest/routes",
      "next/headers",
      ...UI,
    ],
    ["./product", "@/server/core/errors", "@/server/platform/db", "@/server/realtime/changes", "@/domain/order"],
  ],
  [
    "src/server/personal-data.ts",
    ["@/server/routers/order", "@/server/http/guard", "next/headers", ...UI],
    ["@/server/services/order-personal-data", "@/server/platform/db"],
  ],
  [
    "src/server/routers/order.ts",
    [
      "@/server/platform/db",
      "@/server/http/guard",
      "@/server/core/trpc",
      "@/server/realtime/changes",
      "next/headers",
      ...UI,
    ],
    ["@/server/core/procedures", "@/server/services/order", "@/domain/order.schema"],
  ],
  [
    "src/trpc/client.tsx",
    [
      "@/server/platform/db",
      "@/server/services/order",
      "@/server/core/context",
      "@/app/page",
      "@/features/order",
      "@/env",
    ],
    ["@/domain/order", "@/server/routers/_app", "@trpc/client"],
  ],
  [
    "src/trpc/server.tsx",
    [
      "@/server/platform/db",
      "@/server/rest/handler",
      "@/server/http/guard",
      "@/server/services/order",
      "@/features/order",
      "@/shell/toast",
    ],
    [
      "@/server/core/context",
      "@/server/http/fault-page",
      "@/server/routers/_app",
      "@/server/rest/openapi",
      "@/domain/order",
    ],
  ],
  [
    "src/components/button.tsx",
    ["@/domain/order", "@/trpc/client", "@/server/platform/db", "@/app/page", "@/features/order", "@/shell/toast"],
    ["@/components/label", "./label", "next/link"],
  ],
  [
    "src/shell/header.tsx",
    ["@/features/order/order-row", "@/server/platform/db", "@/app/page", "@/env"],
    ["@/features/order", "@/components/button", "@/trpc/client", "@/domain/order", "@/product", "./navigation"],
  ],
  [
    "src/features/order/order-row.tsx",
    [
      "@/features/cart/cart-store",
      "../cart/cart-store",
      "@/server/platform/db",
      "@/app/page",
      "@/env",
      "@/shell/header",
    ],
    ["@/features/cart", "@/shell/toast", "@/components/button", "@/trpc/client", "@/domain/order", "./search-params"],
  ],
  [
    "src/features/admin/order/order-table.tsx",
    ["@/features/order/order-row", "../../order/order-row", "@/server/platform/db", "@/shell/header"],
    ["../search-params", "@/features/order", "@/shell/toast"],
  ],
  [
    "src/app/orders/page.tsx",
    ["@/server/platform/db", "@/server/services/order", "@/generated/prisma/client", "@/env", "./view", "../cart/page"],
    ["@/trpc/server", "@/domain/order", "@/features/order/orders-view", "@/components/page"],
  ],
  [
    "src/app/api/trpc/[trpc]/route.ts",
    ["@/server/services/order", "../../v1/route", "@/features/order", ...SQL],
    ["@/server/http/guard", "@/server/routers/_app", "@/server/services/cron"],
  ],
];
