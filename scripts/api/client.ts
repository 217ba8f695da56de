/**
 * Made from openapi.json by `npm run api:client`: the REST API, a function an operation.
 */
import { http } from './http';
export type AccountRole = typeof AccountRole[keyof typeof AccountRole];


export const AccountRole = {
  CUSTOMER: 'CUSTOMER',
  ADMIN: 'ADMIN',
} as const;

export interface Account {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  email: string;
  emailVerified: boolean;
  /** @nullable */
  pendingEmail: string | null;
  name: string;
  role: AccountRole;
  createdAt: string;
  version: number;
}

export type ActivityCategory = typeof ActivityCategory[keyof typeof ActivityCategory];


export const ActivityCategory = {
  account: 'account',
  refusal: 'refusal',
  alert: 'alert',
  act: 'act',
} as const;

export type ActivityDetails = {[key: string]: string};

export interface Activity {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  kind: string;
  title: string;
  category: ActivityCategory;
  /** @nullable */
  address: string | null;
  /** @nullable */
  device: string | null;
  details: ActivityDetails;
  count: number;
  createdAt: string;
  lastAt: string;
}

export interface ActivityPage {
  items: Activity[];
  /** @nullable */
  nextCursor: string | null;
}

export interface Answer {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  isMine: boolean;
  isHidden: boolean;
  version: number;
  createdAt: string;
  editedAt: string | null;
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  questionId: string;
  body: string;
  author: string;
  isHelpful: boolean;
}

export interface AnswerPage {
  items: Answer[];
  /** @nullable */
  nextCursor: string | null;
}

/**
 * The name of a chapter.
 */
export type ChapterProgressChapter = typeof ChapterProgressChapter[keyof typeof ChapterProgressChapter];


export const ChapterProgressChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export interface ChapterProgress {
  /** The name of a chapter. */
  chapter: ChapterProgressChapter;
  visitedAt: string;
  completedAt: string | null;
}

export type TokenScope = typeof TokenScope[keyof typeof TokenScope];


export const TokenScope = {
  'orders:read': 'orders:read',
  'orders:write': 'orders:write',
  'products:read': 'products:read',
  'account:read': 'account:read',
  'activity:read': 'activity:read',
  'questions:read': 'questions:read',
  'questions:write': 'questions:write',
  'progress:read': 'progress:read',
  'progress:write': 'progress:write',
} as const;

export interface CreatedToken {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  secret: string;
}

export type FactorKind = typeof FactorKind[keyof typeof FactorKind];


export const FactorKind = {
  TOTP: 'TOTP',
  PASSKEY: 'PASSKEY',
} as const;

export interface Factor {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  kind: FactorKind;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface FactorList {
  items: Factor[];
  recoveryCodesLeft: number;
}

export type OrderStatus = typeof OrderStatus[keyof typeof OrderStatus];


export const OrderStatus = {
  PLACED: 'PLACED',
  PACKED: 'PACKED',
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  CANCELLED: 'CANCELLED',
} as const;

export interface OrderLine {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  productId: string;
  name: string;
  image: string;
  priceCents: number;
  quantity: number;
}

export interface OrderEvent {
  seq: number;
  status: OrderStatus;
  /** @nullable */
  note: string | null;
  createdAt: string;
}

export interface Order {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  status: OrderStatus;
  totalCents: number;
  createdAt: string;
  lines: OrderLine[];
  events: OrderEvent[];
}

export interface OrderSummary {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  status: OrderStatus;
  totalCents: number;
  createdAt: string;
  lines: OrderLine[];
}

export interface OrderPage {
  items: OrderSummary[];
  /** @nullable */
  nextCursor: string | null;
}

export type ProblemReason = typeof ProblemReason[keyof typeof ProblemReason];


export const ProblemReason = {
  OUT_OF_STOCK: 'OUT_OF_STOCK',
  PRODUCT_UNAVAILABLE: 'PRODUCT_UNAVAILABLE',
  NOT_CANCELLABLE: 'NOT_CANCELLABLE',
  NOT_MOVABLE: 'NOT_MOVABLE',
  QUESTION_CLOSED: 'QUESTION_CLOSED',
  POST_HIDDEN: 'POST_HIDDEN',
  ALREADY_REPORTED: 'ALREADY_REPORTED',
  ALREADY_MODERATED: 'ALREADY_MODERATED',
  EMAIL_TAKEN: 'EMAIL_TAKEN',
  EMAIL_NOT_VERIFIED: 'EMAIL_NOT_VERIFIED',
  LINK_INVALID: 'LINK_INVALID',
  LINK_NEEDS_SESSION: 'LINK_NEEDS_SESSION',
  LAST_ADMIN: 'LAST_ADMIN',
  BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  WRONG_CONTENT_TYPE: 'WRONG_CONTENT_TYPE',
  CROSS_SITE: 'CROSS_SITE',
  WRONG_ADDRESS: 'WRONG_ADDRESS',
  CSRF_TOKEN_INVALID: 'CSRF_TOKEN_INVALID',
  CORS_REFUSED: 'CORS_REFUSED',
  RATE_LIMITED: 'RATE_LIMITED',
  IN_FLIGHT: 'IN_FLIGHT',
  KEY_REUSED: 'KEY_REUSED',
  WRONG_CREDENTIALS: 'WRONG_CREDENTIALS',
  TOKEN_INVALID: 'TOKEN_INVALID',
  INSUFFICIENT_SCOPE: 'INSUFFICIENT_SCOPE',
  REFRESH_REPEATED: 'REFRESH_REPEATED',
  TOO_MANY_TOKENS: 'TOO_MANY_TOKENS',
  TOO_MANY_STREAMS: 'TOO_MANY_STREAMS',
  VERSION_MISMATCH: 'VERSION_MISMATCH',
  WRONG_PASSWORD: 'WRONG_PASSWORD',
  FRESH_PROOF_REQUIRED: 'FRESH_PROOF_REQUIRED',
  SECOND_FACTOR_REQUIRED: 'SECOND_FACTOR_REQUIRED',
  SECOND_FACTOR_MISSING: 'SECOND_FACTOR_MISSING',
  SECOND_STEP_EXPIRED: 'SECOND_STEP_EXPIRED',
  WRONG_CODE: 'WRONG_CODE',
  PASSKEY_REFUSED: 'PASSKEY_REFUSED',
  LAST_SIGN_IN_METHOD: 'LAST_SIGN_IN_METHOD',
  TOO_MANY_FACTORS: 'TOO_MANY_FACTORS',
  NO_FACTOR: 'NO_FACTOR',
  OUTSIDE_SERVICE: 'OUTSIDE_SERVICE',
} as const;

export type ProblemIssuesItem = {
  path: string;
  message: string;
};

export type ProblemProofMethodsItem = typeof ProblemProofMethodsItem[keyof typeof ProblemProofMethodsItem];


export const ProblemProofMethodsItem = {
  PASSWORD: 'PASSWORD',
  TOTP: 'TOTP',
  PASSKEY: 'PASSKEY',
  RECOVERY_CODE: 'RECOVERY_CODE',
} as const;

export type ProblemProof = {
  methods: ProblemProofMethodsItem[];
  challenge?: string;
};

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  message: string;
  requestId: string;
  reason?: ProblemReason;
  /** @maxItems 20 */
  issues?: ProblemIssuesItem[];
  proof?: ProblemProof;
}

export type ProductCategory = typeof ProductCategory[keyof typeof ProductCategory];


export const ProductCategory = {
  DESK: 'DESK',
  PAPER: 'PAPER',
  HOME: 'HOME',
} as const;

export interface Product {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  slug: string;
  name: string;
  description: string;
  image: string;
  category: ProductCategory;
  /**
     * @minimum 1
     * @maximum 100000
     */
  priceCents: number;
  /** @minimum 0 */
  stock: number;
}

export type ProductDetailsFactsItem = {
  label: string;
  value: string;
};

export interface ProductDetails {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  slug: string;
  name: string;
  description: string;
  image: string;
  category: ProductCategory;
  /**
     * @minimum 1
     * @maximum 100000
     */
  priceCents: number;
  /** @minimum 0 */
  stock: number;
  facts: ProductDetailsFactsItem[];
}

export interface ProductPage {
  items: Product[];
  /** @nullable */
  nextCursor: string | null;
}

/**
 * The chapter to continue with; null if all are complete.
 */
export type ProgressStoppedAt = typeof ProgressStoppedAt[keyof typeof ProgressStoppedAt] | null;


export const ProgressStoppedAt = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export interface Progress {
  /** Those that were visited, in the order of the explainer. */
  chapters: ChapterProgress[];
  /**
     * Of all chapters, those that are complete.
     * @minimum 0
     * @maximum 100
     */
  percent: number;
  /** The chapter to continue with; null if all are complete. */
  stoppedAt: ProgressStoppedAt;
}

/**
 * The name of a chapter.
 */
export type ProgressCountsItemsItemChapter = typeof ProgressCountsItemsItemChapter[keyof typeof ProgressCountsItemsItemChapter];


export const ProgressCountsItemsItemChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export type ProgressCountsItemsItem = {
  /** The name of a chapter. */
  chapter: ProgressCountsItemsItemChapter;
  /** @minimum 0 */
  readers: number;
};

export interface ProgressCounts {
  items: ProgressCountsItemsItem[];
}

/**
 * A chapter of the explainer.
 */
export type QuestionChapter = typeof QuestionChapter[keyof typeof QuestionChapter];


export const QuestionChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export interface Question {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  isMine: boolean;
  isHidden: boolean;
  version: number;
  createdAt: string;
  editedAt: string | null;
  /** A chapter of the explainer. */
  chapter: QuestionChapter;
  /** @nullable */
  title: string | null;
  /** @nullable */
  author: string | null;
  isSolved: boolean;
  answerCount: number;
  /** @nullable */
  body: string | null;
}

/**
 * A chapter of the explainer.
 */
export type QuestionSummaryChapter = typeof QuestionSummaryChapter[keyof typeof QuestionSummaryChapter];


export const QuestionSummaryChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export interface QuestionSummary {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  isMine: boolean;
  isHidden: boolean;
  version: number;
  createdAt: string;
  editedAt: string | null;
  /** A chapter of the explainer. */
  chapter: QuestionSummaryChapter;
  /** @nullable */
  title: string | null;
  /** @nullable */
  author: string | null;
  isSolved: boolean;
  answerCount: number;
}

export interface QuestionPage {
  items: QuestionSummary[];
  /** @nullable */
  nextCursor: string | null;
}

/**
 * A chapter of the explainer.
 */
export type QuestionThreadChapter = typeof QuestionThreadChapter[keyof typeof QuestionThreadChapter];


export const QuestionThreadChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export interface QuestionThread {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  isMine: boolean;
  isHidden: boolean;
  version: number;
  createdAt: string;
  editedAt: string | null;
  /** A chapter of the explainer. */
  chapter: QuestionThreadChapter;
  /** @nullable */
  title: string | null;
  /** @nullable */
  author: string | null;
  isSolved: boolean;
  answerCount: number;
  /** @nullable */
  body: string | null;
  answers: AnswerPage;
}

export interface Sandbox {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  email: string;
  password: string;
  accessToken: string;
  expiredToken: string;
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  orderId: string;
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  shippedOrderId: string;
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  strangersOrderId: string;
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  productId: string;
  productName: string;
  priceCents: number;
  expiresAt: string;
}

export interface ShippingRate {
  /**
     * @minLength 1
     * @maxLength 80
     */
  service: string;
  /**
     * @minLength 1
     * @maxLength 80
     */
  carrier: string;
  /**
     * @minimum 0
     * @maximum 100000
     */
  priceCents: number;
  /**
     * @minimum 0
     * @maximum 100
     */
  days: number;
}

export interface ShippingRateList {
  items: ShippingRate[];
}

export interface Token {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

export interface TokenList {
  items: Token[];
}

export interface TokenPair {
  accessToken: string;
  tokenType: 'Bearer';
  expiresIn: number;
  refreshToken: string;
}

export type GetMeHeaders = {
/**
 * The entity tag of a cached response: 304 if it is still valid.
 */
'If-None-Match'?: string;
};

export type UpdateMeHeaders = {
/**
 * The entity tag that the change is based on.
 */
'If-Match'?: string;
};

export type UpdateMeBody = {
  /**
     * @minLength 1
     * @maxLength 80
     */
  name: string;
};

export type ListActivityParams = {
/**
 * `nextCursor` of the previous page.
 */
cursor?: string;
/**
 * Rows per page.
 * @minimum 1
 * @maximum 100
 */
limit?: number;
};

export type RenameFactorBody = {
  /**
     * @minLength 1
     * @maxLength 60
     */
  name: string;
};

export type ListOrdersParams = {
/**
 * Only orders with this status.
 */
status?: ListOrdersStatus;
/**
 * `nextCursor` of the previous page.
 */
cursor?: string;
/**
 * Rows per page.
 * @minimum 1
 * @maximum 100
 */
limit?: number;
};

export type ListOrdersStatus = typeof ListOrdersStatus[keyof typeof ListOrdersStatus];


export const ListOrdersStatus = {
  PLACED: 'PLACED',
  PACKED: 'PACKED',
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  CANCELLED: 'CANCELLED',
} as const;

export type PlaceOrderHeaders = {
/**
 * A key of your choice, new for each new request. A retry with the same key within 24 hours gets the stored
 * response, marked with Idempotency-Replayed.
 * @pattern ^[\x21-\x7e]{1,200}$
 */
'Idempotency-Key'?: string;
};

export type PlaceOrderBodyLinesItem = {
  /** @pattern ^[A-Za-z0-9_-]{1,64}$ */
  productId: string;
  /**
     * @minimum 1
     * @maximum 99
     */
  quantity: number;
};

export type PlaceOrderBody = {
  /**
     * @minItems 1
     * @maxItems 50
     */
  lines: PlaceOrderBodyLinesItem[];
};

export type CancelOrderParams = {
/**
 * Shown in the timeline.
 * @minLength 0
 * @maxLength 280
 */
reason?: string;
};

export type ListProductsParams = {
/**
 * `nextCursor` of the previous page.
 */
cursor?: string;
/**
 * Rows per page.
 * @minimum 1
 * @maximum 100
 */
limit?: number;
/**
 * Words in names or descriptions.
 * @minLength 0
 * @maxLength 80
 */
search?: string;
/**
 * Only products of this category.
 */
category?: ListProductsCategory;
/**
 * `lowest` and `highest` are prices. What is sold out comes last.
 */
sort?: ListProductsSort;
};

export type ListProductsCategory = typeof ListProductsCategory[keyof typeof ListProductsCategory];


export const ListProductsCategory = {
  DESK: 'DESK',
  PAPER: 'PAPER',
  HOME: 'HOME',
} as const;

export type ListProductsSort = typeof ListProductsSort[keyof typeof ListProductsSort];


export const ListProductsSort = {
  name: 'name',
  newest: 'newest',
  lowest: 'lowest',
  highest: 'highest',
} as const;

export type ListProductsHeaders = {
/**
 * The entity tag of a cached response: 304 if it is still valid.
 */
'If-None-Match'?: string;
};

export type GetProductHeaders = {
/**
 * The entity tag of a cached response: 304 if it is still valid.
 */
'If-None-Match'?: string;
};

/**
 * The name of a chapter.
 */
export type MergeProgressBodyChaptersItemChapter = typeof MergeProgressBodyChaptersItemChapter[keyof typeof MergeProgressBodyChaptersItemChapter];


export const MergeProgressBodyChaptersItemChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export type MergeProgressBodyChaptersItem = {
  /** The name of a chapter. */
  chapter: MergeProgressBodyChaptersItemChapter;
  /** @pattern ^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$ */
  visitedAt: string;
  completedAt: string | null;
};

export type MergeProgressBody = {
  /**
     * @minItems 1
     * @maxItems 16
     */
  chapters: MergeProgressBodyChaptersItem[];
};

export type CountReadersHeaders = {
/**
 * The entity tag of a cached response: 304 if it is still valid.
 */
'If-None-Match'?: string;
};

export type GiveProofBody = {
  /**
     * @minLength 1
     * @maxLength 128
     */
  password: string;
} | {
  /**
     * @minLength 1
     * @maxLength 60
     */
  code: string;
};

export type ListQuestionsParams = {
/**
 * A chapter of the explainer.
 */
chapter: ListQuestionsChapter;
/**
 * `nextCursor` of the previous page.
 */
cursor?: string;
/**
 * Rows per page.
 * @minimum 1
 * @maximum 100
 */
limit?: number;
};

export type ListQuestionsChapter = typeof ListQuestionsChapter[keyof typeof ListQuestionsChapter];


export const ListQuestionsChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export type AskQuestionHeaders = {
/**
 * A key of your choice, new for each new request. A retry with the same key within 24 hours gets the stored
 * response, marked with Idempotency-Replayed.
 * @pattern ^[\x21-\x7e]{1,200}$
 */
'Idempotency-Key'?: string;
};

/**
 * A chapter of the explainer.
 */
export type AskQuestionBodyChapter = typeof AskQuestionBodyChapter[keyof typeof AskQuestionBodyChapter];


export const AskQuestionBodyChapter = {
  'one-channel': 'one-channel',
  origins: 'origins',
  'rest-and-rpc': 'rest-and-rpc',
  contract: 'contract',
  identity: 'identity',
  'request-path': 'request-path',
  'three-states': 'three-states',
  'real-flow': 'real-flow',
  'never-trust': 'never-trust',
  csrf: 'csrf',
  limits: 'limits',
  'writing-once': 'writing-once',
  caches: 'caches',
  push: 'push',
  'outside-services': 'outside-services',
  testing: 'testing',
} as const;

export type AskQuestionBody = {
  /** A chapter of the explainer. */
  chapter: AskQuestionBodyChapter;
  /**
     * @minLength 8
     * @maxLength 140
     */
  title: string;
  /**
     * @minLength 1
     * @maxLength 5000
     */
  body: string;
};

export type EditQuestionBody = {
  /**
     * @minLength 8
     * @maxLength 140
     */
  title: string;
  /**
     * @minLength 1
     * @maxLength 5000
     */
  body: string;
  /**
     * @minimum -1
     * @maximum 2147483647
     */
  version: number;
};

export type ListAnswersParams = {
/**
 * `nextCursor` of the previous page.
 */
cursor?: string;
/**
 * Rows per page.
 * @minimum 1
 * @maximum 100
 */
limit?: number;
};

export type AnswerQuestionHeaders = {
/**
 * A key of your choice, new for each new request. A retry with the same key within 24 hours gets the stored
 * response, marked with Idempotency-Replayed.
 * @pattern ^[\x21-\x7e]{1,200}$
 */
'Idempotency-Key'?: string;
};

export type AnswerQuestionBody = {
  /**
     * @minLength 1
     * @maxLength 5000
     */
  body: string;
};

export type EditAnswerBody = {
  /**
     * @minLength 1
     * @maxLength 5000
     */
  body: string;
  /**
     * @minimum -1
     * @maximum 2147483647
     */
  version: number;
};

export type LoginBody = {
  /**
     * @minLength 1
     * @maxLength 254
     */
  email: string;
  /**
     * @minLength 1
     * @maxLength 128
     */
  password: string;
};

export type CompleteLoginBody = {
  /**
     * @minLength 1
     * @maxLength 60
     */
  code: string;
  /**
     * @minLength 1
     * @maxLength 200
     */
  challenge: string;
};

export type RefreshTokensBody = {
  /**
     * @minLength 1
     * @maxLength 200
     */
  refreshToken: string;
};

export type ListShippingRatesParams = {
/**
 * The country as two letters (ISO 3166-1).
 */
country: ListShippingRatesCountry;
/**
 * @pattern ^[A-Za-z0-9][A-Za-z0-9 -]{1,8}[A-Za-z0-9]$
 */
postalCode: string;
};

export type ListShippingRatesCountry = typeof ListShippingRatesCountry[keyof typeof ListShippingRatesCountry];


export const ListShippingRatesCountry = {
  AT: 'AT',
  BE: 'BE',
  DE: 'DE',
  ES: 'ES',
  FR: 'FR',
  IE: 'IE',
  IT: 'IT',
  NL: 'NL',
} as const;

export type CreateTokenBodyScopesItem = typeof CreateTokenBodyScopesItem[keyof typeof CreateTokenBodyScopesItem];


export const CreateTokenBodyScopesItem = {
  'orders:read': 'orders:read',
  'orders:write': 'orders:write',
  'products:read': 'products:read',
  'account:read': 'account:read',
  'activity:read': 'activity:read',
  'questions:read': 'questions:read',
  'questions:write': 'questions:write',
  'progress:read': 'progress:read',
  'progress:write': 'progress:write',
} as const;

export type CreateTokenBody = {
  /**
     * @minLength 1
     * @maxLength 80
     */
  name: string;
  /**
     * @minItems 1
     * @maxItems 9
     */
  scopes: CreateTokenBodyScopesItem[];
  /**
     * @minimum 1
     * @maximum 365
     */
  expiresInDays?: number;
};

export type HTTPStatusCode1xx = 100 | 101 | 102 | 103;
export type HTTPStatusCode2xx = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207;
export type HTTPStatusCode3xx = 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
export type HTTPStatusCode4xx = 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418 | 419 | 420 | 421 | 422 | 423 | 424 | 426 | 428 | 429 | 431 | 451;
export type HTTPStatusCode5xx = 500 | 501 | 502 | 503 | 504 | 505 | 507 | 511;
export type HTTPStatusCodes = HTTPStatusCode1xx | HTTPStatusCode2xx | HTTPStatusCode3xx | HTTPStatusCode4xx | HTTPStatusCode5xx;

export type getMeResponse200 = {
  data: Account
  status: 200
}

export type getMeResponse304 = {
  data: void
  status: 304
}

export type getMeResponse400 = {
  data: Problem
  status: 400
}

export type getMeResponse401 = {
  data: Problem
  status: 401
}

export type getMeResponse403 = {
  data: Problem
  status: 403
}

export type getMeResponse429 = {
  data: Problem
  status: 429
}

export type getMeResponse503 = {
  data: Problem
  status: 503
}

export type getMeResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 304 | 400 | 401 | 403 | 429 | 503>
}

export type getMeResponseSuccess = (getMeResponse200) & {
  headers: Headers;
};
export type getMeResponseError = (getMeResponse304 | getMeResponse400 | getMeResponse401 | getMeResponse403 | getMeResponse429 | getMeResponse503 | getMeResponseDefault) & {
  headers: Headers;
};

export type getMeResponse = (getMeResponseSuccess | getMeResponseError)

export const getGetMeUrl = () => {




  return `/api/v1/me`
}

/**
 * @summary My account
 */
export const getMe = async (headers?: GetMeHeaders, options?: Parameters<typeof http>[1]): Promise<getMeResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<getMeResponse>(getGetMeUrl(),
  {
    ...options,
    method: 'GET',
    headers: { ...headers, ...getHeaders(options?.headers) }

  }
);}



export type updateMeResponse200 = {
  data: Account
  status: 200
}

export type updateMeResponse400 = {
  data: Problem
  status: 400
}

export type updateMeResponse401 = {
  data: Problem
  status: 401
}

export type updateMeResponse403 = {
  data: Problem
  status: 403
}

export type updateMeResponse412 = {
  data: Problem
  status: 412
}

export type updateMeResponse413 = {
  data: Problem
  status: 413
}

export type updateMeResponse415 = {
  data: Problem
  status: 415
}

export type updateMeResponse429 = {
  data: Problem
  status: 429
}

export type updateMeResponse503 = {
  data: Problem
  status: 503
}

export type updateMeResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 412 | 413 | 415 | 429 | 503>
}

export type updateMeResponseSuccess = (updateMeResponse200) & {
  headers: Headers;
};
export type updateMeResponseError = (updateMeResponse400 | updateMeResponse401 | updateMeResponse403 | updateMeResponse412 | updateMeResponse413 | updateMeResponse415 | updateMeResponse429 | updateMeResponse503 | updateMeResponseDefault) & {
  headers: Headers;
};

export type updateMeResponse = (updateMeResponseSuccess | updateMeResponseError)

export const getUpdateMeUrl = () => {




  return `/api/v1/me`
}

/**
 * With If-Match, only if the account still has that entity tag.
 * @summary Change my name
 */
export const updateMe = async (updateMeBody: UpdateMeBody,
    headers?: UpdateMeHeaders, options?: Parameters<typeof http>[1]): Promise<updateMeResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<updateMeResponse>(getUpdateMeUrl(),
  {
    ...options,
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json',...headers, ...getHeaders(options?.headers) },
    body: JSON.stringify(updateMeBody)
  }
);}



export type listActivityResponse200 = {
  data: ActivityPage
  status: 200
}

export type listActivityResponse400 = {
  data: Problem
  status: 400
}

export type listActivityResponse401 = {
  data: Problem
  status: 401
}

export type listActivityResponse403 = {
  data: Problem
  status: 403
}

export type listActivityResponse429 = {
  data: Problem
  status: 429
}

export type listActivityResponse503 = {
  data: Problem
  status: 503
}

export type listActivityResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 429 | 503>
}

export type listActivityResponseSuccess = (listActivityResponse200) & {
  headers: Headers;
};
export type listActivityResponseError = (listActivityResponse400 | listActivityResponse401 | listActivityResponse403 | listActivityResponse429 | listActivityResponse503 | listActivityResponseDefault) & {
  headers: Headers;
};

export type listActivityResponse = (listActivityResponseSuccess | listActivityResponseError)

export const getListActivityUrl = (params?: ListActivityParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/activity?${stringifiedParams}` : `/api/v1/activity`
}

/**
 * Sign-ins, changes and refusals of the last 180 days.
 * @summary What happened to my account, newest first
 */
export const listActivity = async (params?: ListActivityParams, options?: Parameters<typeof http>[1]): Promise<listActivityResponse> => {

  return http<listActivityResponse>(getListActivityUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export type listFactorsResponse200 = {
  data: FactorList
  status: 200
}

export type listFactorsResponse400 = {
  data: Problem
  status: 400
}

export type listFactorsResponse401 = {
  data: Problem
  status: 401
}

export type listFactorsResponse403 = {
  data: Problem
  status: 403
}

export type listFactorsResponse429 = {
  data: Problem
  status: 429
}

export type listFactorsResponse503 = {
  data: Problem
  status: 503
}

export type listFactorsResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 429 | 503>
}

export type listFactorsResponseSuccess = (listFactorsResponse200) & {
  headers: Headers;
};
export type listFactorsResponseError = (listFactorsResponse400 | listFactorsResponse401 | listFactorsResponse403 | listFactorsResponse429 | listFactorsResponse503 | listFactorsResponseDefault) & {
  headers: Headers;
};

export type listFactorsResponse = (listFactorsResponseSuccess | listFactorsResponseError)

export const getListFactorsUrl = () => {




  return `/api/v1/me/factors`
}

/**
 * And how many recovery codes are left.
 * @summary My authenticator app and passkeys
 */
export const listFactors = async ( options?: Parameters<typeof http>[1]): Promise<listFactorsResponse> => {

  return http<listFactorsResponse>(getListFactorsUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export type renameFactorResponse200 = {
  data: Factor
  status: 200
}

export type renameFactorResponse400 = {
  data: Problem
  status: 400
}

export type renameFactorResponse401 = {
  data: Problem
  status: 401
}

export type renameFactorResponse403 = {
  data: Problem
  status: 403
}

export type renameFactorResponse404 = {
  data: Problem
  status: 404
}

export type renameFactorResponse413 = {
  data: Problem
  status: 413
}

export type renameFactorResponse415 = {
  data: Problem
  status: 415
}

export type renameFactorResponse429 = {
  data: Problem
  status: 429
}

export type renameFactorResponse503 = {
  data: Problem
  status: 503
}

export type renameFactorResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 404 | 413 | 415 | 429 | 503>
}

export type renameFactorResponseSuccess = (renameFactorResponse200) & {
  headers: Headers;
};
export type renameFactorResponseError = (renameFactorResponse400 | renameFactorResponse401 | renameFactorResponse403 | renameFactorResponse404 | renameFactorResponse413 | renameFactorResponse415 | renameFactorResponse429 | renameFactorResponse503 | renameFactorResponseDefault) & {
  headers: Headers;
};

export type renameFactorResponse = (renameFactorResponseSuccess | renameFactorResponseError)

export const getRenameFactorUrl = (id: string,) => {




  return `/api/v1/me/factors/${encodeURIComponent(String(id))}`
}

/**
 * @summary Rename an authenticator app or a passkey
 */
export const renameFactor = async (id: string,
    renameFactorBody: RenameFactorBody, options?: Parameters<typeof http>[1]): Promise<renameFactorResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<renameFactorResponse>(getRenameFactorUrl(id),
  {
    ...options,
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(renameFactorBody)
  }
);}



export type listOrdersResponse200 = {
  data: OrderPage
  status: 200
}

export type listOrdersResponse400 = {
  data: Problem
  status: 400
}

export type listOrdersResponse401 = {
  data: Problem
  status: 401
}

export type listOrdersResponse403 = {
  data: Problem
  status: 403
}

export type listOrdersResponse429 = {
  data: Problem
  status: 429
}

export type listOrdersResponse503 = {
  data: Problem
  status: 503
}

export type listOrdersResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 429 | 503>
}

export type listOrdersResponseSuccess = (listOrdersResponse200) & {
  headers: Headers;
};
export type listOrdersResponseError = (listOrdersResponse400 | listOrdersResponse401 | listOrdersResponse403 | listOrdersResponse429 | listOrdersResponse503 | listOrdersResponseDefault) & {
  headers: Headers;
};

export type listOrdersResponse = (listOrdersResponseSuccess | listOrdersResponseError)

export const getListOrdersUrl = (params?: ListOrdersParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/orders?${stringifiedParams}` : `/api/v1/orders`
}

/**
 * @summary My orders, newest first
 */
export const listOrders = async (params?: ListOrdersParams, options?: Parameters<typeof http>[1]): Promise<listOrdersResponse> => {

  return http<listOrdersResponse>(getListOrdersUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export type placeOrderResponse201 = {
  data: Order
  status: 201
}

export type placeOrderResponse400 = {
  data: Problem
  status: 400
}

export type placeOrderResponse401 = {
  data: Problem
  status: 401
}

export type placeOrderResponse403 = {
  data: Problem
  status: 403
}

export type placeOrderResponse409 = {
  data: Problem
  status: 409
}

export type placeOrderResponse413 = {
  data: Problem
  status: 413
}

export type placeOrderResponse415 = {
  data: Problem
  status: 415
}

export type placeOrderResponse422 = {
  data: Problem
  status: 422
}

export type placeOrderResponse429 = {
  data: Problem
  status: 429
}

export type placeOrderResponse503 = {
  data: Problem
  status: 503
}

export type placeOrderResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 201 | 400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 503>
}

export type placeOrderResponseSuccess = (placeOrderResponse201) & {
  headers: Headers;
};
export type placeOrderResponseError = (placeOrderResponse400 | placeOrderResponse401 | placeOrderResponse403 | placeOrderResponse409 | placeOrderResponse413 | placeOrderResponse415 | placeOrderResponse422 | placeOrderResponse429 | placeOrderResponse503 | placeOrderResponseDefault) & {
  headers: Headers;
};

export type placeOrderResponse = (placeOrderResponseSuccess | placeOrderResponseError)

export const getPlaceOrderUrl = () => {




  return `/api/v1/orders`
}

/**
 * Send products and quantities; the prices are those of the catalog.
 * @summary Place an order
 */
export const placeOrder = async (placeOrderBody: PlaceOrderBody,
    headers?: PlaceOrderHeaders, options?: Parameters<typeof http>[1]): Promise<placeOrderResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<placeOrderResponse>(getPlaceOrderUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json',...headers, ...getHeaders(options?.headers) },
    body: JSON.stringify(placeOrderBody)
  }
);}



export type getOrderResponse200 = {
  data: Order
  status: 200
}

export type getOrderResponse400 = {
  data: Problem
  status: 400
}

export type getOrderResponse401 = {
  data: Problem
  status: 401
}

export type getOrderResponse403 = {
  data: Problem
  status: 403
}

export type getOrderResponse404 = {
  data: Problem
  status: 404
}

export type getOrderResponse429 = {
  data: Problem
  status: 429
}

export type getOrderResponse503 = {
  data: Problem
  status: 503
}

export type getOrderResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 404 | 429 | 503>
}

export type getOrderResponseSuccess = (getOrderResponse200) & {
  headers: Headers;
};
export type getOrderResponseError = (getOrderResponse400 | getOrderResponse401 | getOrderResponse403 | getOrderResponse404 | getOrderResponse429 | getOrderResponse503 | getOrderResponseDefault) & {
  headers: Headers;
};

export type getOrderResponse = (getOrderResponseSuccess | getOrderResponseError)

export const getGetOrderUrl = (id: string,) => {




  return `/api/v1/orders/${encodeURIComponent(String(id))}`
}

/**
 * @summary One of my orders, with its timeline
 */
export const getOrder = async (id: string, options?: Parameters<typeof http>[1]): Promise<getOrderResponse> => {

  return http<getOrderResponse>(getGetOrderUrl(id),
  {
    ...options,
    method: 'GET'


  }
);}



export type cancelOrderResponse200 = {
  data: Order
  status: 200
}

export type cancelOrderResponse400 = {
  data: Problem
  status: 400
}

export type cancelOrderResponse401 = {
  data: Problem
  status: 401
}

export type cancelOrderResponse403 = {
  data: Problem
  status: 403
}

export type cancelOrderResponse404 = {
  data: Problem
  status: 404
}

export type cancelOrderResponse409 = {
  data: Problem
  status: 409
}

export type cancelOrderResponse413 = {
  data: Problem
  status: 413
}

export type cancelOrderResponse415 = {
  data: Problem
  status: 415
}

export type cancelOrderResponse429 = {
  data: Problem
  status: 429
}

export type cancelOrderResponse503 = {
  data: Problem
  status: 503
}

export type cancelOrderResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503>
}

export type cancelOrderResponseSuccess = (cancelOrderResponse200) & {
  headers: Headers;
};
export type cancelOrderResponseError = (cancelOrderResponse400 | cancelOrderResponse401 | cancelOrderResponse403 | cancelOrderResponse404 | cancelOrderResponse409 | cancelOrderResponse413 | cancelOrderResponse415 | cancelOrderResponse429 | cancelOrderResponse503 | cancelOrderResponseDefault) & {
  headers: Headers;
};

export type cancelOrderResponse = (cancelOrderResponseSuccess | cancelOrderResponseError)

export const getCancelOrderUrl = (id: string,
    params?: CancelOrderParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/orders/${encodeURIComponent(String(id))}?${stringifiedParams}` : `/api/v1/orders/${encodeURIComponent(String(id))}`
}

/**
 * Possible until the parcel is shipped. The order stays, with the status CANCELLED.
 * @summary Cancel one of my orders
 */
export const cancelOrder = async (id: string,
    params?: CancelOrderParams, options?: Parameters<typeof http>[1]): Promise<cancelOrderResponse> => {

  return http<cancelOrderResponse>(getCancelOrderUrl(id,params),
  {
    ...options,
    method: 'DELETE'


  }
);}



export type listProductsResponse200 = {
  data: ProductPage
  status: 200
}

export type listProductsResponse304 = {
  data: void
  status: 304
}

export type listProductsResponse400 = {
  data: Problem
  status: 400
}

export type listProductsResponse403 = {
  data: Problem
  status: 403
}

export type listProductsResponse429 = {
  data: Problem
  status: 429
}

export type listProductsResponse503 = {
  data: Problem
  status: 503
}

export type listProductsResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 304 | 400 | 403 | 429 | 503>
}

export type listProductsResponseSuccess = (listProductsResponse200) & {
  headers: Headers;
};
export type listProductsResponseError = (listProductsResponse304 | listProductsResponse400 | listProductsResponse403 | listProductsResponse429 | listProductsResponse503 | listProductsResponseDefault) & {
  headers: Headers;
};

export type listProductsResponse = (listProductsResponseSuccess | listProductsResponseError)

export const getListProductsUrl = (params?: ListProductsParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/products?${stringifiedParams}` : `/api/v1/products`
}

/**
 * @summary The catalog
 */
export const listProducts = async (params?: ListProductsParams,
    headers?: ListProductsHeaders, options?: Parameters<typeof http>[1]): Promise<listProductsResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<listProductsResponse>(getListProductsUrl(params),
  {
    ...options,
    method: 'GET',
    headers: { ...headers, ...getHeaders(options?.headers) }

  }
);}



export type getProductResponse200 = {
  data: ProductDetails
  status: 200
}

export type getProductResponse304 = {
  data: void
  status: 304
}

export type getProductResponse400 = {
  data: Problem
  status: 400
}

export type getProductResponse403 = {
  data: Problem
  status: 403
}

export type getProductResponse404 = {
  data: Problem
  status: 404
}

export type getProductResponse429 = {
  data: Problem
  status: 429
}

export type getProductResponse503 = {
  data: Problem
  status: 503
}

export type getProductResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 304 | 400 | 403 | 404 | 429 | 503>
}

export type getProductResponseSuccess = (getProductResponse200) & {
  headers: Headers;
};
export type getProductResponseError = (getProductResponse304 | getProductResponse400 | getProductResponse403 | getProductResponse404 | getProductResponse429 | getProductResponse503 | getProductResponseDefault) & {
  headers: Headers;
};

export type getProductResponse = (getProductResponseSuccess | getProductResponseError)

export const getGetProductUrl = (id: string,) => {




  return `/api/v1/products/${encodeURIComponent(String(id))}`
}

/**
 * @summary One product
 */
export const getProduct = async (id: string,
    headers?: GetProductHeaders, options?: Parameters<typeof http>[1]): Promise<getProductResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<getProductResponse>(getGetProductUrl(id),
  {
    ...options,
    method: 'GET',
    headers: { ...headers, ...getHeaders(options?.headers) }

  }
);}



export type getProgressResponse200 = {
  data: Progress
  status: 200
}

export type getProgressResponse400 = {
  data: Problem
  status: 400
}

export type getProgressResponse401 = {
  data: Problem
  status: 401
}

export type getProgressResponse403 = {
  data: Problem
  status: 403
}

export type getProgressResponse429 = {
  data: Problem
  status: 429
}

export type getProgressResponse503 = {
  data: Problem
  status: 503
}

export type getProgressResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 429 | 503>
}

export type getProgressResponseSuccess = (getProgressResponse200) & {
  headers: Headers;
};
export type getProgressResponseError = (getProgressResponse400 | getProgressResponse401 | getProgressResponse403 | getProgressResponse429 | getProgressResponse503 | getProgressResponseDefault) & {
  headers: Headers;
};

export type getProgressResponse = (getProgressResponseSuccess | getProgressResponseError)

export const getGetProgressUrl = () => {




  return `/api/v1/progress`
}

/**
 * @summary My progress in the explainer
 */
export const getProgress = async ( options?: Parameters<typeof http>[1]): Promise<getProgressResponse> => {

  return http<getProgressResponse>(getGetProgressUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export type mergeProgressResponse200 = {
  data: Progress
  status: 200
}

export type mergeProgressResponse400 = {
  data: Problem
  status: 400
}

export type mergeProgressResponse401 = {
  data: Problem
  status: 401
}

export type mergeProgressResponse403 = {
  data: Problem
  status: 403
}

export type mergeProgressResponse413 = {
  data: Problem
  status: 413
}

export type mergeProgressResponse415 = {
  data: Problem
  status: 415
}

export type mergeProgressResponse429 = {
  data: Problem
  status: 429
}

export type mergeProgressResponse503 = {
  data: Problem
  status: 503
}

export type mergeProgressResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type mergeProgressResponseSuccess = (mergeProgressResponse200) & {
  headers: Headers;
};
export type mergeProgressResponseError = (mergeProgressResponse400 | mergeProgressResponse401 | mergeProgressResponse403 | mergeProgressResponse413 | mergeProgressResponse415 | mergeProgressResponse429 | mergeProgressResponse503 | mergeProgressResponseDefault) & {
  headers: Headers;
};

export type mergeProgressResponse = (mergeProgressResponseSuccess | mergeProgressResponseError)

export const getMergeProgressUrl = () => {




  return `/api/v1/progress`
}

/**
 * Of each chapter, the earliest completion and the latest visit stay: nothing is lost.
 * @summary Add progress that was made elsewhere
 */
export const mergeProgress = async (mergeProgressBody: MergeProgressBody, options?: Parameters<typeof http>[1]): Promise<mergeProgressResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<mergeProgressResponse>(getMergeProgressUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(mergeProgressBody)
  }
);}



export type countReadersResponse200 = {
  data: ProgressCounts
  status: 200
}

export type countReadersResponse304 = {
  data: void
  status: 304
}

export type countReadersResponse400 = {
  data: Problem
  status: 400
}

export type countReadersResponse403 = {
  data: Problem
  status: 403
}

export type countReadersResponse429 = {
  data: Problem
  status: 429
}

export type countReadersResponse503 = {
  data: Problem
  status: 503
}

export type countReadersResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 304 | 400 | 403 | 429 | 503>
}

export type countReadersResponseSuccess = (countReadersResponse200) & {
  headers: Headers;
};
export type countReadersResponseError = (countReadersResponse304 | countReadersResponse400 | countReadersResponse403 | countReadersResponse429 | countReadersResponse503 | countReadersResponseDefault) & {
  headers: Headers;
};

export type countReadersResponse = (countReadersResponseSuccess | countReadersResponseError)

export const getCountReadersUrl = () => {




  return `/api/v1/progress/counts`
}

/**
 * @summary How many readers have completed each chapter
 */
export const countReaders = async (headers?: CountReadersHeaders, options?: Parameters<typeof http>[1]): Promise<countReadersResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<countReadersResponse>(getCountReadersUrl(),
  {
    ...options,
    method: 'GET',
    headers: { ...headers, ...getHeaders(options?.headers) }

  }
);}



export type visitChapterResponse200 = {
  data: Progress
  status: 200
}

export type visitChapterResponse400 = {
  data: Problem
  status: 400
}

export type visitChapterResponse401 = {
  data: Problem
  status: 401
}

export type visitChapterResponse403 = {
  data: Problem
  status: 403
}

export type visitChapterResponse413 = {
  data: Problem
  status: 413
}

export type visitChapterResponse415 = {
  data: Problem
  status: 415
}

export type visitChapterResponse429 = {
  data: Problem
  status: 429
}

export type visitChapterResponse503 = {
  data: Problem
  status: 503
}

export type visitChapterResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type visitChapterResponseSuccess = (visitChapterResponse200) & {
  headers: Headers;
};
export type visitChapterResponseError = (visitChapterResponse400 | visitChapterResponse401 | visitChapterResponse403 | visitChapterResponse413 | visitChapterResponse415 | visitChapterResponse429 | visitChapterResponse503 | visitChapterResponseDefault) & {
  headers: Headers;
};

export type visitChapterResponse = (visitChapterResponseSuccess | visitChapterResponseError)

export const getVisitChapterUrl = (chapter: 'one-channel' | 'origins' | 'rest-and-rpc' | 'contract' | 'identity' | 'request-path' | 'three-states' | 'real-flow' | 'never-trust' | 'csrf' | 'limits' | 'writing-once' | 'caches' | 'push' | 'outside-services' | 'testing',) => {




  return `/api/v1/progress/${encodeURIComponent(String(chapter))}/visits`
}

/**
 * @summary Note that I am reading a chapter
 */
export const visitChapter = async (chapter: 'one-channel' | 'origins' | 'rest-and-rpc' | 'contract' | 'identity' | 'request-path' | 'three-states' | 'real-flow' | 'never-trust' | 'csrf' | 'limits' | 'writing-once' | 'caches' | 'push' | 'outside-services' | 'testing', options?: Parameters<typeof http>[1]): Promise<visitChapterResponse> => {

  return http<visitChapterResponse>(getVisitChapterUrl(chapter),
  {
    ...options,
    method: 'POST'


  }
);}



export type completeChapterResponse200 = {
  data: Progress
  status: 200
}

export type completeChapterResponse400 = {
  data: Problem
  status: 400
}

export type completeChapterResponse401 = {
  data: Problem
  status: 401
}

export type completeChapterResponse403 = {
  data: Problem
  status: 403
}

export type completeChapterResponse413 = {
  data: Problem
  status: 413
}

export type completeChapterResponse415 = {
  data: Problem
  status: 415
}

export type completeChapterResponse429 = {
  data: Problem
  status: 429
}

export type completeChapterResponse503 = {
  data: Problem
  status: 503
}

export type completeChapterResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type completeChapterResponseSuccess = (completeChapterResponse200) & {
  headers: Headers;
};
export type completeChapterResponseError = (completeChapterResponse400 | completeChapterResponse401 | completeChapterResponse403 | completeChapterResponse413 | completeChapterResponse415 | completeChapterResponse429 | completeChapterResponse503 | completeChapterResponseDefault) & {
  headers: Headers;
};

export type completeChapterResponse = (completeChapterResponseSuccess | completeChapterResponseError)

export const getCompleteChapterUrl = (chapter: 'one-channel' | 'origins' | 'rest-and-rpc' | 'contract' | 'identity' | 'request-path' | 'three-states' | 'real-flow' | 'never-trust' | 'csrf' | 'limits' | 'writing-once' | 'caches' | 'push' | 'outside-services' | 'testing',) => {




  return `/api/v1/progress/${encodeURIComponent(String(chapter))}`
}

/**
 * A chapter that is complete stays as it is.
 * @summary Mark a chapter as complete
 */
export const completeChapter = async (chapter: 'one-channel' | 'origins' | 'rest-and-rpc' | 'contract' | 'identity' | 'request-path' | 'three-states' | 'real-flow' | 'never-trust' | 'csrf' | 'limits' | 'writing-once' | 'caches' | 'push' | 'outside-services' | 'testing', options?: Parameters<typeof http>[1]): Promise<completeChapterResponse> => {

  return http<completeChapterResponse>(getCompleteChapterUrl(chapter),
  {
    ...options,
    method: 'POST'


  }
);}



export type undoChapterResponse200 = {
  data: Progress
  status: 200
}

export type undoChapterResponse400 = {
  data: Problem
  status: 400
}

export type undoChapterResponse401 = {
  data: Problem
  status: 401
}

export type undoChapterResponse403 = {
  data: Problem
  status: 403
}

export type undoChapterResponse413 = {
  data: Problem
  status: 413
}

export type undoChapterResponse415 = {
  data: Problem
  status: 415
}

export type undoChapterResponse429 = {
  data: Problem
  status: 429
}

export type undoChapterResponse503 = {
  data: Problem
  status: 503
}

export type undoChapterResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type undoChapterResponseSuccess = (undoChapterResponse200) & {
  headers: Headers;
};
export type undoChapterResponseError = (undoChapterResponse400 | undoChapterResponse401 | undoChapterResponse403 | undoChapterResponse413 | undoChapterResponse415 | undoChapterResponse429 | undoChapterResponse503 | undoChapterResponseDefault) & {
  headers: Headers;
};

export type undoChapterResponse = (undoChapterResponseSuccess | undoChapterResponseError)

export const getUndoChapterUrl = (chapter: 'one-channel' | 'origins' | 'rest-and-rpc' | 'contract' | 'identity' | 'request-path' | 'three-states' | 'real-flow' | 'never-trust' | 'csrf' | 'limits' | 'writing-once' | 'caches' | 'push' | 'outside-services' | 'testing',) => {




  return `/api/v1/progress/${encodeURIComponent(String(chapter))}`
}

/**
 * The chapter stays visited.
 * @summary Mark a chapter as not complete
 */
export const undoChapter = async (chapter: 'one-channel' | 'origins' | 'rest-and-rpc' | 'contract' | 'identity' | 'request-path' | 'three-states' | 'real-flow' | 'never-trust' | 'csrf' | 'limits' | 'writing-once' | 'caches' | 'push' | 'outside-services' | 'testing', options?: Parameters<typeof http>[1]): Promise<undoChapterResponse> => {

  return http<undoChapterResponse>(getUndoChapterUrl(chapter),
  {
    ...options,
    method: 'DELETE'


  }
);}



export type giveProofResponse204 = {
  data: void
  status: 204
}

export type giveProofResponse400 = {
  data: Problem
  status: 400
}

export type giveProofResponse401 = {
  data: Problem
  status: 401
}

export type giveProofResponse403 = {
  data: Problem
  status: 403
}

export type giveProofResponse413 = {
  data: Problem
  status: 413
}

export type giveProofResponse415 = {
  data: Problem
  status: 415
}

export type giveProofResponse429 = {
  data: Problem
  status: 429
}

export type giveProofResponse503 = {
  data: Problem
  status: 503
}

export type giveProofResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 204 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type giveProofResponseSuccess = (giveProofResponse204) & {
  headers: Headers;
};
export type giveProofResponseError = (giveProofResponse400 | giveProofResponse401 | giveProofResponse403 | giveProofResponse413 | giveProofResponse415 | giveProofResponse429 | giveProofResponse503 | giveProofResponseDefault) & {
  headers: Headers;
};

export type giveProofResponse = (giveProofResponseSuccess | giveProofResponseError)

export const getGiveProofUrl = () => {




  return `/api/v1/me/proof`
}

/**
 * With the password, the code of an authenticator app or a recovery code. For ten minutes, the session or login may then do what wants a fresh proof (FRESH_PROOF_REQUIRED). Logging in is a proof, too.
 * @summary Prove that it's you
 */
export const giveProof = async (giveProofBody?: GiveProofBody, options?: Parameters<typeof http>[1]): Promise<giveProofResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<giveProofResponse>(getGiveProofUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(giveProofBody)
  }
);}



export type listQuestionsResponse200 = {
  data: QuestionPage
  status: 200
}

export type listQuestionsResponse400 = {
  data: Problem
  status: 400
}

export type listQuestionsResponse403 = {
  data: Problem
  status: 403
}

export type listQuestionsResponse429 = {
  data: Problem
  status: 429
}

export type listQuestionsResponse503 = {
  data: Problem
  status: 503
}

export type listQuestionsResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 403 | 429 | 503>
}

export type listQuestionsResponseSuccess = (listQuestionsResponse200) & {
  headers: Headers;
};
export type listQuestionsResponseError = (listQuestionsResponse400 | listQuestionsResponse403 | listQuestionsResponse429 | listQuestionsResponse503 | listQuestionsResponseDefault) & {
  headers: Headers;
};

export type listQuestionsResponse = (listQuestionsResponseSuccess | listQuestionsResponseError)

export const getListQuestionsUrl = (params: ListQuestionsParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/questions?${stringifiedParams}` : `/api/v1/questions`
}

/**
 * @summary The questions about a chapter, newest first
 */
export const listQuestions = async (params: ListQuestionsParams, options?: Parameters<typeof http>[1]): Promise<listQuestionsResponse> => {

  return http<listQuestionsResponse>(getListQuestionsUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export type askQuestionResponse201 = {
  data: Question
  status: 201
}

export type askQuestionResponse400 = {
  data: Problem
  status: 400
}

export type askQuestionResponse401 = {
  data: Problem
  status: 401
}

export type askQuestionResponse403 = {
  data: Problem
  status: 403
}

export type askQuestionResponse409 = {
  data: Problem
  status: 409
}

export type askQuestionResponse413 = {
  data: Problem
  status: 413
}

export type askQuestionResponse415 = {
  data: Problem
  status: 415
}

export type askQuestionResponse422 = {
  data: Problem
  status: 422
}

export type askQuestionResponse429 = {
  data: Problem
  status: 429
}

export type askQuestionResponse503 = {
  data: Problem
  status: 503
}

export type askQuestionResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 201 | 400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 503>
}

export type askQuestionResponseSuccess = (askQuestionResponse201) & {
  headers: Headers;
};
export type askQuestionResponseError = (askQuestionResponse400 | askQuestionResponse401 | askQuestionResponse403 | askQuestionResponse409 | askQuestionResponse413 | askQuestionResponse415 | askQuestionResponse422 | askQuestionResponse429 | askQuestionResponse503 | askQuestionResponseDefault) & {
  headers: Headers;
};

export type askQuestionResponse = (askQuestionResponseSuccess | askQuestionResponseError)

export const getAskQuestionUrl = () => {




  return `/api/v1/questions`
}

/**
 * The body is Markdown, of which paragraphs, emphasis, lists, quotes, links and code are shown.
 * @summary Ask a question
 */
export const askQuestion = async (askQuestionBody: AskQuestionBody,
    headers?: AskQuestionHeaders, options?: Parameters<typeof http>[1]): Promise<askQuestionResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<askQuestionResponse>(getAskQuestionUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json',...headers, ...getHeaders(options?.headers) },
    body: JSON.stringify(askQuestionBody)
  }
);}



export type getQuestionResponse200 = {
  data: QuestionThread
  status: 200
}

export type getQuestionResponse400 = {
  data: Problem
  status: 400
}

export type getQuestionResponse403 = {
  data: Problem
  status: 403
}

export type getQuestionResponse404 = {
  data: Problem
  status: 404
}

export type getQuestionResponse429 = {
  data: Problem
  status: 429
}

export type getQuestionResponse503 = {
  data: Problem
  status: 503
}

export type getQuestionResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 403 | 404 | 429 | 503>
}

export type getQuestionResponseSuccess = (getQuestionResponse200) & {
  headers: Headers;
};
export type getQuestionResponseError = (getQuestionResponse400 | getQuestionResponse403 | getQuestionResponse404 | getQuestionResponse429 | getQuestionResponse503 | getQuestionResponseDefault) & {
  headers: Headers;
};

export type getQuestionResponse = (getQuestionResponseSuccess | getQuestionResponseError)

export const getGetQuestionUrl = (id: string,) => {




  return `/api/v1/questions/${encodeURIComponent(String(id))}`
}

/**
 * The answer that helped comes first, then the oldest.
 * @summary A question, with its first answers
 */
export const getQuestion = async (id: string, options?: Parameters<typeof http>[1]): Promise<getQuestionResponse> => {

  return http<getQuestionResponse>(getGetQuestionUrl(id),
  {
    ...options,
    method: 'GET'


  }
);}



export type editQuestionResponse200 = {
  data: Question
  status: 200
}

export type editQuestionResponse400 = {
  data: Problem
  status: 400
}

export type editQuestionResponse401 = {
  data: Problem
  status: 401
}

export type editQuestionResponse403 = {
  data: Problem
  status: 403
}

export type editQuestionResponse404 = {
  data: Problem
  status: 404
}

export type editQuestionResponse409 = {
  data: Problem
  status: 409
}

export type editQuestionResponse412 = {
  data: Problem
  status: 412
}

export type editQuestionResponse413 = {
  data: Problem
  status: 413
}

export type editQuestionResponse415 = {
  data: Problem
  status: 415
}

export type editQuestionResponse429 = {
  data: Problem
  status: 429
}

export type editQuestionResponse503 = {
  data: Problem
  status: 503
}

export type editQuestionResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 429 | 503>
}

export type editQuestionResponseSuccess = (editQuestionResponse200) & {
  headers: Headers;
};
export type editQuestionResponseError = (editQuestionResponse400 | editQuestionResponse401 | editQuestionResponse403 | editQuestionResponse404 | editQuestionResponse409 | editQuestionResponse412 | editQuestionResponse413 | editQuestionResponse415 | editQuestionResponse429 | editQuestionResponse503 | editQuestionResponseDefault) & {
  headers: Headers;
};

export type editQuestionResponse = (editQuestionResponseSuccess | editQuestionResponseError)

export const getEditQuestionUrl = (id: string,) => {




  return `/api/v1/questions/${encodeURIComponent(String(id))}`
}

/**
 * @summary Edit one of my questions
 */
export const editQuestion = async (id: string,
    editQuestionBody: EditQuestionBody, options?: Parameters<typeof http>[1]): Promise<editQuestionResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<editQuestionResponse>(getEditQuestionUrl(id),
  {
    ...options,
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(editQuestionBody)
  }
);}



export type deleteQuestionResponse204 = {
  data: void
  status: 204
}

export type deleteQuestionResponse400 = {
  data: Problem
  status: 400
}

export type deleteQuestionResponse401 = {
  data: Problem
  status: 401
}

export type deleteQuestionResponse403 = {
  data: Problem
  status: 403
}

export type deleteQuestionResponse404 = {
  data: Problem
  status: 404
}

export type deleteQuestionResponse413 = {
  data: Problem
  status: 413
}

export type deleteQuestionResponse415 = {
  data: Problem
  status: 415
}

export type deleteQuestionResponse429 = {
  data: Problem
  status: 429
}

export type deleteQuestionResponse503 = {
  data: Problem
  status: 503
}

export type deleteQuestionResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 204 | 400 | 401 | 403 | 404 | 413 | 415 | 429 | 503>
}

export type deleteQuestionResponseSuccess = (deleteQuestionResponse204) & {
  headers: Headers;
};
export type deleteQuestionResponseError = (deleteQuestionResponse400 | deleteQuestionResponse401 | deleteQuestionResponse403 | deleteQuestionResponse404 | deleteQuestionResponse413 | deleteQuestionResponse415 | deleteQuestionResponse429 | deleteQuestionResponse503 | deleteQuestionResponseDefault) & {
  headers: Headers;
};

export type deleteQuestionResponse = (deleteQuestionResponseSuccess | deleteQuestionResponseError)

export const getDeleteQuestionUrl = (id: string,) => {




  return `/api/v1/questions/${encodeURIComponent(String(id))}`
}

/**
 * If it has answers, these stay with a placeholder for the question.
 * @summary Delete one of my questions
 */
export const deleteQuestion = async (id: string, options?: Parameters<typeof http>[1]): Promise<deleteQuestionResponse> => {

  return http<deleteQuestionResponse>(getDeleteQuestionUrl(id),
  {
    ...options,
    method: 'DELETE'


  }
);}



export type listAnswersResponse200 = {
  data: AnswerPage
  status: 200
}

export type listAnswersResponse400 = {
  data: Problem
  status: 400
}

export type listAnswersResponse403 = {
  data: Problem
  status: 403
}

export type listAnswersResponse404 = {
  data: Problem
  status: 404
}

export type listAnswersResponse429 = {
  data: Problem
  status: 429
}

export type listAnswersResponse503 = {
  data: Problem
  status: 503
}

export type listAnswersResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 403 | 404 | 429 | 503>
}

export type listAnswersResponseSuccess = (listAnswersResponse200) & {
  headers: Headers;
};
export type listAnswersResponseError = (listAnswersResponse400 | listAnswersResponse403 | listAnswersResponse404 | listAnswersResponse429 | listAnswersResponse503 | listAnswersResponseDefault) & {
  headers: Headers;
};

export type listAnswersResponse = (listAnswersResponseSuccess | listAnswersResponseError)

export const getListAnswersUrl = (id: string,
    params?: ListAnswersParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/questions/${encodeURIComponent(String(id))}/answers?${stringifiedParams}` : `/api/v1/questions/${encodeURIComponent(String(id))}/answers`
}

/**
 * @summary The answers to a question
 */
export const listAnswers = async (id: string,
    params?: ListAnswersParams, options?: Parameters<typeof http>[1]): Promise<listAnswersResponse> => {

  return http<listAnswersResponse>(getListAnswersUrl(id,params),
  {
    ...options,
    method: 'GET'


  }
);}



export type answerQuestionResponse201 = {
  data: Answer
  status: 201
}

export type answerQuestionResponse400 = {
  data: Problem
  status: 400
}

export type answerQuestionResponse401 = {
  data: Problem
  status: 401
}

export type answerQuestionResponse403 = {
  data: Problem
  status: 403
}

export type answerQuestionResponse404 = {
  data: Problem
  status: 404
}

export type answerQuestionResponse409 = {
  data: Problem
  status: 409
}

export type answerQuestionResponse413 = {
  data: Problem
  status: 413
}

export type answerQuestionResponse415 = {
  data: Problem
  status: 415
}

export type answerQuestionResponse422 = {
  data: Problem
  status: 422
}

export type answerQuestionResponse429 = {
  data: Problem
  status: 429
}

export type answerQuestionResponse503 = {
  data: Problem
  status: 503
}

export type answerQuestionResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 201 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503>
}

export type answerQuestionResponseSuccess = (answerQuestionResponse201) & {
  headers: Headers;
};
export type answerQuestionResponseError = (answerQuestionResponse400 | answerQuestionResponse401 | answerQuestionResponse403 | answerQuestionResponse404 | answerQuestionResponse409 | answerQuestionResponse413 | answerQuestionResponse415 | answerQuestionResponse422 | answerQuestionResponse429 | answerQuestionResponse503 | answerQuestionResponseDefault) & {
  headers: Headers;
};

export type answerQuestionResponse = (answerQuestionResponseSuccess | answerQuestionResponseError)

export const getAnswerQuestionUrl = (id: string,) => {




  return `/api/v1/questions/${encodeURIComponent(String(id))}/answers`
}

/**
 * @summary Answer a question
 */
export const answerQuestion = async (id: string,
    answerQuestionBody: AnswerQuestionBody,
    headers?: AnswerQuestionHeaders, options?: Parameters<typeof http>[1]): Promise<answerQuestionResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<answerQuestionResponse>(getAnswerQuestionUrl(id),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json',...headers, ...getHeaders(options?.headers) },
    body: JSON.stringify(answerQuestionBody)
  }
);}



export type editAnswerResponse200 = {
  data: Answer
  status: 200
}

export type editAnswerResponse400 = {
  data: Problem
  status: 400
}

export type editAnswerResponse401 = {
  data: Problem
  status: 401
}

export type editAnswerResponse403 = {
  data: Problem
  status: 403
}

export type editAnswerResponse404 = {
  data: Problem
  status: 404
}

export type editAnswerResponse409 = {
  data: Problem
  status: 409
}

export type editAnswerResponse412 = {
  data: Problem
  status: 412
}

export type editAnswerResponse413 = {
  data: Problem
  status: 413
}

export type editAnswerResponse415 = {
  data: Problem
  status: 415
}

export type editAnswerResponse429 = {
  data: Problem
  status: 429
}

export type editAnswerResponse503 = {
  data: Problem
  status: 503
}

export type editAnswerResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 429 | 503>
}

export type editAnswerResponseSuccess = (editAnswerResponse200) & {
  headers: Headers;
};
export type editAnswerResponseError = (editAnswerResponse400 | editAnswerResponse401 | editAnswerResponse403 | editAnswerResponse404 | editAnswerResponse409 | editAnswerResponse412 | editAnswerResponse413 | editAnswerResponse415 | editAnswerResponse429 | editAnswerResponse503 | editAnswerResponseDefault) & {
  headers: Headers;
};

export type editAnswerResponse = (editAnswerResponseSuccess | editAnswerResponseError)

export const getEditAnswerUrl = (id: string,) => {




  return `/api/v1/answers/${encodeURIComponent(String(id))}`
}

/**
 * @summary Edit one of my answers
 */
export const editAnswer = async (id: string,
    editAnswerBody: EditAnswerBody, options?: Parameters<typeof http>[1]): Promise<editAnswerResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<editAnswerResponse>(getEditAnswerUrl(id),
  {
    ...options,
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(editAnswerBody)
  }
);}



export type deleteAnswerResponse204 = {
  data: void
  status: 204
}

export type deleteAnswerResponse400 = {
  data: Problem
  status: 400
}

export type deleteAnswerResponse401 = {
  data: Problem
  status: 401
}

export type deleteAnswerResponse403 = {
  data: Problem
  status: 403
}

export type deleteAnswerResponse404 = {
  data: Problem
  status: 404
}

export type deleteAnswerResponse413 = {
  data: Problem
  status: 413
}

export type deleteAnswerResponse415 = {
  data: Problem
  status: 415
}

export type deleteAnswerResponse429 = {
  data: Problem
  status: 429
}

export type deleteAnswerResponse503 = {
  data: Problem
  status: 503
}

export type deleteAnswerResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 204 | 400 | 401 | 403 | 404 | 413 | 415 | 429 | 503>
}

export type deleteAnswerResponseSuccess = (deleteAnswerResponse204) & {
  headers: Headers;
};
export type deleteAnswerResponseError = (deleteAnswerResponse400 | deleteAnswerResponse401 | deleteAnswerResponse403 | deleteAnswerResponse404 | deleteAnswerResponse413 | deleteAnswerResponse415 | deleteAnswerResponse429 | deleteAnswerResponse503 | deleteAnswerResponseDefault) & {
  headers: Headers;
};

export type deleteAnswerResponse = (deleteAnswerResponseSuccess | deleteAnswerResponseError)

export const getDeleteAnswerUrl = (id: string,) => {




  return `/api/v1/answers/${encodeURIComponent(String(id))}`
}

/**
 * @summary Delete one of my answers
 */
export const deleteAnswer = async (id: string, options?: Parameters<typeof http>[1]): Promise<deleteAnswerResponse> => {

  return http<deleteAnswerResponse>(getDeleteAnswerUrl(id),
  {
    ...options,
    method: 'DELETE'


  }
);}



export type openSandboxResponse201 = {
  data: Sandbox
  status: 201
}

export type openSandboxResponse400 = {
  data: Problem
  status: 400
}

export type openSandboxResponse403 = {
  data: Problem
  status: 403
}

export type openSandboxResponse409 = {
  data: Problem
  status: 409
}

export type openSandboxResponse413 = {
  data: Problem
  status: 413
}

export type openSandboxResponse415 = {
  data: Problem
  status: 415
}

export type openSandboxResponse429 = {
  data: Problem
  status: 429
}

export type openSandboxResponse503 = {
  data: Problem
  status: 503
}

export type openSandboxResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 201 | 400 | 403 | 409 | 413 | 415 | 429 | 503>
}

export type openSandboxResponseSuccess = (openSandboxResponse201) & {
  headers: Headers;
};
export type openSandboxResponseError = (openSandboxResponse400 | openSandboxResponse403 | openSandboxResponse409 | openSandboxResponse413 | openSandboxResponse415 | openSandboxResponse429 | openSandboxResponse503 | openSandboxResponseDefault) & {
  headers: Headers;
};

export type openSandboxResponse = (openSandboxResponseSuccess | openSandboxResponseError)

export const getOpenSandboxUrl = () => {




  return `/api/v1/sandboxes`
}

/**
 * A temporary account with orders, to try requests with. Everything in it is deleted after 15 minutes.
 * @summary Open a sandbox
 */
export const openSandbox = async ( options?: Parameters<typeof http>[1]): Promise<openSandboxResponse> => {

  return http<openSandboxResponse>(getOpenSandboxUrl(),
  {
    ...options,
    method: 'POST'


  }
);}



export type closeSandboxResponse204 = {
  data: void
  status: 204
}

export type closeSandboxResponse400 = {
  data: Problem
  status: 400
}

export type closeSandboxResponse401 = {
  data: Problem
  status: 401
}

export type closeSandboxResponse403 = {
  data: Problem
  status: 403
}

export type closeSandboxResponse404 = {
  data: Problem
  status: 404
}

export type closeSandboxResponse413 = {
  data: Problem
  status: 413
}

export type closeSandboxResponse415 = {
  data: Problem
  status: 415
}

export type closeSandboxResponse429 = {
  data: Problem
  status: 429
}

export type closeSandboxResponse503 = {
  data: Problem
  status: 503
}

export type closeSandboxResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 204 | 400 | 401 | 403 | 404 | 413 | 415 | 429 | 503>
}

export type closeSandboxResponseSuccess = (closeSandboxResponse204) & {
  headers: Headers;
};
export type closeSandboxResponseError = (closeSandboxResponse400 | closeSandboxResponse401 | closeSandboxResponse403 | closeSandboxResponse404 | closeSandboxResponse413 | closeSandboxResponse415 | closeSandboxResponse429 | closeSandboxResponse503 | closeSandboxResponseDefault) & {
  headers: Headers;
};

export type closeSandboxResponse = (closeSandboxResponseSuccess | closeSandboxResponseError)

export const getCloseSandboxUrl = (id: string,) => {




  return `/api/v1/sandboxes/${encodeURIComponent(String(id))}`
}

/**
 * Deletes its accounts and all that belongs to them, at once.
 * @summary Close my sandbox
 */
export const closeSandbox = async (id: string, options?: Parameters<typeof http>[1]): Promise<closeSandboxResponse> => {

  return http<closeSandboxResponse>(getCloseSandboxUrl(id),
  {
    ...options,
    method: 'DELETE'


  }
);}



export type loginResponse200 = {
  data: TokenPair
  status: 200
}

export type loginResponse400 = {
  data: Problem
  status: 400
}

export type loginResponse401 = {
  data: Problem
  status: 401
}

export type loginResponse403 = {
  data: Problem
  status: 403
}

export type loginResponse413 = {
  data: Problem
  status: 413
}

export type loginResponse415 = {
  data: Problem
  status: 415
}

export type loginResponse429 = {
  data: Problem
  status: 429
}

export type loginResponse503 = {
  data: Problem
  status: 503
}

export type loginResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type loginResponseSuccess = (loginResponse200) & {
  headers: Headers;
};
export type loginResponseError = (loginResponse400 | loginResponse401 | loginResponse403 | loginResponse413 | loginResponse415 | loginResponse429 | loginResponse503 | loginResponseDefault) & {
  headers: Headers;
};

export type loginResponse = (loginResponseSuccess | loginResponseError)

export const getLoginUrl = () => {




  return `/api/v1/login`
}

/**
 * Returns an access token for 15 minutes, and a refresh token for the next pair.
 * @summary Log in with email and password
 */
export const login = async (loginBody: LoginBody, options?: Parameters<typeof http>[1]): Promise<loginResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<loginResponse>(getLoginUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(loginBody)
  }
);}



export type completeLoginResponse200 = {
  data: TokenPair
  status: 200
}

export type completeLoginResponse400 = {
  data: Problem
  status: 400
}

export type completeLoginResponse401 = {
  data: Problem
  status: 401
}

export type completeLoginResponse403 = {
  data: Problem
  status: 403
}

export type completeLoginResponse413 = {
  data: Problem
  status: 413
}

export type completeLoginResponse415 = {
  data: Problem
  status: 415
}

export type completeLoginResponse429 = {
  data: Problem
  status: 429
}

export type completeLoginResponse503 = {
  data: Problem
  status: 503
}

export type completeLoginResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type completeLoginResponseSuccess = (completeLoginResponse200) & {
  headers: Headers;
};
export type completeLoginResponseError = (completeLoginResponse400 | completeLoginResponse401 | completeLoginResponse403 | completeLoginResponse413 | completeLoginResponse415 | completeLoginResponse429 | completeLoginResponse503 | completeLoginResponseDefault) & {
  headers: Headers;
};

export type completeLoginResponse = (completeLoginResponseSuccess | completeLoginResponseError)

export const getCompleteLoginUrl = () => {




  return `/api/v1/login/second-step`
}

/**
 * Takes the challenge of POST /login, which is valid for 10 minutes and one login, and the code of an authenticator app or a recovery code. Ten wrong codes of an app lock such codes for 15 minutes.
 * @summary Complete a login by its second step
 */
export const completeLogin = async (completeLoginBody: CompleteLoginBody, options?: Parameters<typeof http>[1]): Promise<completeLoginResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<completeLoginResponse>(getCompleteLoginUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(completeLoginBody)
  }
);}



export type refreshTokensResponse200 = {
  data: TokenPair
  status: 200
}

export type refreshTokensResponse400 = {
  data: Problem
  status: 400
}

export type refreshTokensResponse401 = {
  data: Problem
  status: 401
}

export type refreshTokensResponse403 = {
  data: Problem
  status: 403
}

export type refreshTokensResponse409 = {
  data: Problem
  status: 409
}

export type refreshTokensResponse413 = {
  data: Problem
  status: 413
}

export type refreshTokensResponse415 = {
  data: Problem
  status: 415
}

export type refreshTokensResponse429 = {
  data: Problem
  status: 429
}

export type refreshTokensResponse503 = {
  data: Problem
  status: 503
}

export type refreshTokensResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 409 | 413 | 415 | 429 | 503>
}

export type refreshTokensResponseSuccess = (refreshTokensResponse200) & {
  headers: Headers;
};
export type refreshTokensResponseError = (refreshTokensResponse400 | refreshTokensResponse401 | refreshTokensResponse403 | refreshTokensResponse409 | refreshTokensResponse413 | refreshTokensResponse415 | refreshTokensResponse429 | refreshTokensResponse503 | refreshTokensResponseDefault) & {
  headers: Headers;
};

export type refreshTokensResponse = (refreshTokensResponseSuccess | refreshTokensResponseError)

export const getRefreshTokensUrl = () => {




  return `/api/v1/token/refresh`
}

/**
 * A refresh token is valid once. Using it again after 10 seconds ends its login.
 * @summary Exchange a refresh token for new tokens
 */
export const refreshTokens = async (refreshTokensBody: RefreshTokensBody, options?: Parameters<typeof http>[1]): Promise<refreshTokensResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<refreshTokensResponse>(getRefreshTokensUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(refreshTokensBody)
  }
);}



export type logoutResponse204 = {
  data: void
  status: 204
}

export type logoutResponse400 = {
  data: Problem
  status: 400
}

export type logoutResponse401 = {
  data: Problem
  status: 401
}

export type logoutResponse403 = {
  data: Problem
  status: 403
}

export type logoutResponse413 = {
  data: Problem
  status: 413
}

export type logoutResponse415 = {
  data: Problem
  status: 415
}

export type logoutResponse429 = {
  data: Problem
  status: 429
}

export type logoutResponse503 = {
  data: Problem
  status: 503
}

export type logoutResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 204 | 400 | 401 | 403 | 413 | 415 | 429 | 503>
}

export type logoutResponseSuccess = (logoutResponse204) & {
  headers: Headers;
};
export type logoutResponseError = (logoutResponse400 | logoutResponse401 | logoutResponse403 | logoutResponse413 | logoutResponse415 | logoutResponse429 | logoutResponse503 | logoutResponseDefault) & {
  headers: Headers;
};

export type logoutResponse = (logoutResponseSuccess | logoutResponseError)

export const getLogoutUrl = () => {




  return `/api/v1/logout`
}

/**
 * Its access token and refresh token are revoked at once.
 * @summary End the current session or login
 */
export const logout = async ( options?: Parameters<typeof http>[1]): Promise<logoutResponse> => {

  return http<logoutResponse>(getLogoutUrl(),
  {
    ...options,
    method: 'POST'


  }
);}



export type listShippingRatesResponse200 = {
  data: ShippingRateList
  status: 200
}

export type listShippingRatesResponse400 = {
  data: Problem
  status: 400
}

export type listShippingRatesResponse403 = {
  data: Problem
  status: 403
}

export type listShippingRatesResponse429 = {
  data: Problem
  status: 429
}

export type listShippingRatesResponse503 = {
  data: Problem
  status: 503
}

export type listShippingRatesResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 403 | 429 | 503>
}

export type listShippingRatesResponseSuccess = (listShippingRatesResponse200) & {
  headers: Headers;
};
export type listShippingRatesResponseError = (listShippingRatesResponse400 | listShippingRatesResponse403 | listShippingRatesResponse429 | listShippingRatesResponse503 | listShippingRatesResponseDefault) & {
  headers: Headers;
};

export type listShippingRatesResponse = (listShippingRatesResponseSuccess | listShippingRatesResponseError)

export const getListShippingRatesUrl = (params: ListShippingRatesParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/api/v1/shipping-rates?${stringifiedParams}` : `/api/v1/shipping-rates`
}

/**
 * The rates come from a carrier's API. With the demo carrier (`SHIPPING_URL=demo`), some postal codes
 * fail, as card numbers for tests do: `00500` always fails, `00503` fails twice and then works, `00408` answers too late,
 * `00200` answers nonsense.
 * @summary Shipping rates to an address, the cheapest first
 */
export const listShippingRates = async (params: ListShippingRatesParams, options?: Parameters<typeof http>[1]): Promise<listShippingRatesResponse> => {

  return http<listShippingRatesResponse>(getListShippingRatesUrl(params),
  {
    ...options,
    method: 'GET'


  }
);}



export type listTokensResponse200 = {
  data: TokenList
  status: 200
}

export type listTokensResponse400 = {
  data: Problem
  status: 400
}

export type listTokensResponse401 = {
  data: Problem
  status: 401
}

export type listTokensResponse403 = {
  data: Problem
  status: 403
}

export type listTokensResponse429 = {
  data: Problem
  status: 429
}

export type listTokensResponse503 = {
  data: Problem
  status: 503
}

export type listTokensResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 200 | 400 | 401 | 403 | 429 | 503>
}

export type listTokensResponseSuccess = (listTokensResponse200) & {
  headers: Headers;
};
export type listTokensResponseError = (listTokensResponse400 | listTokensResponse401 | listTokensResponse403 | listTokensResponse429 | listTokensResponse503 | listTokensResponseDefault) & {
  headers: Headers;
};

export type listTokensResponse = (listTokensResponseSuccess | listTokensResponseError)

export const getListTokensUrl = () => {




  return `/api/v1/tokens`
}

/**
 * @summary My personal tokens
 */
export const listTokens = async ( options?: Parameters<typeof http>[1]): Promise<listTokensResponse> => {

  return http<listTokensResponse>(getListTokensUrl(),
  {
    ...options,
    method: 'GET'


  }
);}



export type createTokenResponse201 = {
  data: CreatedToken
  status: 201
}

export type createTokenResponse400 = {
  data: Problem
  status: 400
}

export type createTokenResponse401 = {
  data: Problem
  status: 401
}

export type createTokenResponse403 = {
  data: Problem
  status: 403
}

export type createTokenResponse409 = {
  data: Problem
  status: 409
}

export type createTokenResponse413 = {
  data: Problem
  status: 413
}

export type createTokenResponse415 = {
  data: Problem
  status: 415
}

export type createTokenResponse429 = {
  data: Problem
  status: 429
}

export type createTokenResponse503 = {
  data: Problem
  status: 503
}

export type createTokenResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 201 | 400 | 401 | 403 | 409 | 413 | 415 | 429 | 503>
}

export type createTokenResponseSuccess = (createTokenResponse201) & {
  headers: Headers;
};
export type createTokenResponseError = (createTokenResponse400 | createTokenResponse401 | createTokenResponse403 | createTokenResponse409 | createTokenResponse413 | createTokenResponse415 | createTokenResponse429 | createTokenResponse503 | createTokenResponseDefault) & {
  headers: Headers;
};

export type createTokenResponse = (createTokenResponseSuccess | createTokenResponseError)

export const getCreateTokenUrl = () => {




  return `/api/v1/tokens`
}

/**
 * Only this response has the secret: store it now. Wants a proof from the last ten minutes (POST /me/proof); logging in is one.
 * @summary Create a personal token
 */
export const createToken = async (createTokenBody: CreateTokenBody, options?: Parameters<typeof http>[1]): Promise<createTokenResponse> => {

    const getHeaders = (h?: NonNullable<RequestInit['headers']>): Record<string, string | readonly string[]> => {
    if (!h) return {};
    if (h instanceof Headers) return Object.fromEntries(h.entries());
    if (Symbol.iterator in h) {
      return Object.fromEntries(
        Array.from(h as Iterable<Iterable<string>>, (entry) => Array.from(entry) as [string, string]),
      );
    }
    const headers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries<string | readonly string[] | undefined>(h)) {
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
return http<createTokenResponse>(getCreateTokenUrl(),
  {
    ...options,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...getHeaders(options?.headers) },
    body: JSON.stringify(createTokenBody)
  }
);}



export type revokeTokenResponse204 = {
  data: void
  status: 204
}

export type revokeTokenResponse400 = {
  data: Problem
  status: 400
}

export type revokeTokenResponse401 = {
  data: Problem
  status: 401
}

export type revokeTokenResponse403 = {
  data: Problem
  status: 403
}

export type revokeTokenResponse404 = {
  data: Problem
  status: 404
}

export type revokeTokenResponse413 = {
  data: Problem
  status: 413
}

export type revokeTokenResponse415 = {
  data: Problem
  status: 415
}

export type revokeTokenResponse429 = {
  data: Problem
  status: 429
}

export type revokeTokenResponse503 = {
  data: Problem
  status: 503
}

export type revokeTokenResponseDefault = {
  data: Problem
  status: Exclude<HTTPStatusCodes, 204 | 400 | 401 | 403 | 404 | 413 | 415 | 429 | 503>
}

export type revokeTokenResponseSuccess = (revokeTokenResponse204) & {
  headers: Headers;
};
export type revokeTokenResponseError = (revokeTokenResponse400 | revokeTokenResponse401 | revokeTokenResponse403 | revokeTokenResponse404 | revokeTokenResponse413 | revokeTokenResponse415 | revokeTokenResponse429 | revokeTokenResponse503 | revokeTokenResponseDefault) & {
  headers: Headers;
};

export type revokeTokenResponse = (revokeTokenResponseSuccess | revokeTokenResponseError)

export const getRevokeTokenUrl = (id: string,) => {




  return `/api/v1/tokens/${encodeURIComponent(String(id))}`
}

/**
 * @summary Revoke a personal token
 */
export const revokeToken = async (id: string, options?: Parameters<typeof http>[1]): Promise<revokeTokenResponse> => {

  return http<revokeTokenResponse>(getRevokeTokenUrl(id),
  {
    ...options,
    method: 'DELETE'


  }
);}
