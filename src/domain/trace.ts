export type Header = readonly [name: string, value: string];

/** What the server has recorded of a request (`GET /api/inspector/{id}`). Durations are milliseconds. */
export type Trace = {
  id: string;
  request: {
    method: string;
    path: string;
    route?: string;
    status: number;
    requestId?: string;
    /** Since the epoch, by the server's clock. */
    startedAt: number;
    ms: number;
    /** A stream that still runs. */
    isOpen: boolean;
    /** As the server received them; without values of cookies and tokens. */
    headers: Header[];
    responseHeaders: Header[];
  };
  spans: TraceSpan[];
  log: Record<string, unknown>[];
  /** The REST operations of the procedures, by name. */
  rest: Record<string, Operation>;
};

/** A part of a request. `start` is since the start of the request. */
export type TraceSpan = {
  id: string;
  parentId: string | null;
  name: string;
  /** Null for a span of Next. */
  layer: string | null;
  start: number;
  ms: number;
  sql?: string;
  error?: string;
};

export type Operation = { name: string; method: string; path: string };
