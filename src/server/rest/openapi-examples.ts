import "server-only";

/** The examples of the document. A test holds each of them to the schema that it is an example of. */

const id = "xk3v9q2m7c1r8t5w0z4b6n2d";
const requestId = "3f0c1f0a-8f6e-4d8f-9a55-0d6f4a6c2b11";
const createdAt = "2026-03-04T14:05:00.000Z";

const product = {
  id: "p7d2k9x4m1q8s5v0c3w6t9bz",
  slug: "brass-pen",
  name: "Brass Pen",
  description: "A pen of solid brass that grows more beautiful with use.",
  image: "/products/brass-pen.svg",
  priceCents: 3400,
  stock: 12,
};
const { slug: _slug, description: _description, stock: _stock, id: productId, ...bought } = product;
const line = { ...bought, id: "l5n8r1v4y7b0e3h6k9p2s5wq", productId, quantity: 2 };
const summary = { id, status: "PLACED", totalCents: 6800, createdAt, lines: [line] };
const event = { seq: 1, status: "PLACED", note: null, createdAt };
const token = {
  id: "t1w4z7c0f3i6l9o2r5u8x1ad",
  name: "Nightly export",
  scopes: ["orders:read"],
  createdAt,
  expiresAt: "2026-04-03T14:05:00.000Z",
  lastUsedAt: null,
};
const pair = {
  accessToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiJ4In0.signature",
  tokenType: "Bearer",
  expiresIn: 900,
  refreshToken: "rtf_example.rtr_example",
};

export const examples: {
  requestId: string;
  schemas: Record<string, unknown>;
  requests: Record<string, unknown>;
  parameters: Record<string, { description?: string; example: unknown }>;
} = {
  requestId,
  schemas: {
    Account: { id, email: "customer@example.com", name: "Robin Castle", role: "CUSTOMER", createdAt, version: 0 },
    MadeToken: { ...token, secret: "rtp_shownOnce" },
    Token: token,
    TokenList: { items: [token] },
    TokenPair: pair,
    TokenScope: "orders:read",
    Product: product,
    ProductPage: { items: [product], nextCursor: null },
    Order: { ...summary, events: [event] },
    OrderEvent: event,
    OrderLine: line,
    OrderPage: { items: [summary], nextCursor: null },
    OrderStatus: "PLACED",
    OrderSummary: summary,
  },
  requests: {
    login: { email: "customer@example.com", password: "roundtrip-demo" },
    refreshTokens: { refreshToken: pair.refreshToken },
    updateMe: { name: "Robin Castle" },
    placeOrder: { lines: [{ productId: product.id, quantity: 2 }] },
    makeToken: { name: "Nightly export", scopes: ["orders:read"], expiresInDays: 30 },
  },
  parameters: {
    id: { example: id },
    cursor: {
      description: "The `nextCursor` of the page before. Leave it out for the first page.",
      example: "WzE3NzI2MzMxMDAwMDAsIngiXQ",
    },
    limit: { description: "How many to get at most.", example: 20 },
    search: { description: "Words in names or descriptions.", example: "lamp" },
    status: { description: "Only orders in this status.", example: "PLACED" },
    reason: { description: "Why, for the order's timeline.", example: "Ordered twice" },
  },
};
