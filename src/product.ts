/**
 * The settings of this product for the kernel: plain data. To make another product of this starter, begin here (see
 * README.md, "Remove the demo").
 */
export const product = {
  /** As people read it. */
  name: "Roundtrip",
  /** Of the site, for search engines and link previews. */
  description:
    "A small, complete order desk whose frontend and backend talk only over HTTP: typed, authorized and tested.",
  /** As machines read it: cookies, token issuer, browser storage. Lower-case letters. */
  slug: "roundtrip",
  api: {
    title: "Roundtrip",
    /** Raise the first number for changes that break clients, the second for additions. */
    version: "3.2.0",
    description: "The order desk for scripts, apps and partner sites. It calls the procedures that our own pages call.",
  },
  /** Shown at the bottom of every page. */
  footer: {
    license: "Roundtrip, a full-stack TypeScript starter under the MIT license.",
    notice: "Demo shop: nothing ships and no one is charged.",
  },
  /** The page after signing in. */
  landingPath: "/products",
  /** ISO 4217, and the locale of amounts and dates. */
  currency: "EUR",
  locale: "en-IE",
  /** Permissions of personal tokens. A sign-in has all of them. */
  scopes: {
    "orders:read": "See my orders",
    "orders:write": "Place and cancel orders for me",
    "products:read": "Browse the catalog",
    "account:read": "See my name and email",
    "activity:read": "See what happened to my account",
    "questions:read": "Read questions and answers",
    "questions:write": "Ask and answer for me",
    "progress:read": "See my progress in the explainer",
    "progress:write": "Mark chapters of the explainer as complete",
  },
  /** Topics of the change stream, and the scope that a personal token needs to follow each. */
  topics: { order: "orders:read", progress: "progress:read", question: "questions:read" },
  /** What administrators do, beyond the kernel's (domain/security-event.ts). */
  acts: {
    "order.moved": "Order status changed",
    "product.saved": "Product edited",
    "question.hidden": "Question or answer hidden",
    "question.restored": "Question or answer restored",
  },
  /** What becomes of a user's data, beyond the account's own (server/personal-data.ts), as people read it. */
  personalData: {
    /** Sections of the download. */
    exported: {
      orders: "orders with their history",
      progress: "progress",
      questions: "questions",
      answers: "answers",
      reports: "reports",
    },
    /** What the deletion of an account erases. */
    erased: ["progress", "order notes", "questions", "answers"],
    /** What becomes of the rest. */
    kept: "Orders are kept anonymously.",
  },
  /** Reasons of errors, beyond those of the kernel (domain/error-reason.ts). */
  errorReasons: [
    ...["OUT_OF_STOCK", "PRODUCT_UNAVAILABLE", "NOT_CANCELLABLE", "NOT_MOVABLE"],
    ...["QUESTION_CLOSED", "POST_HIDDEN", "ALREADY_REPORTED", "ALREADY_MODERATED"],
  ],
} as const;
