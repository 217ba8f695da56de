import "server-only";
import { randomBytes } from "node:crypto";
import { type Attributes, type AttributeValue, type Span, type SpanContext, SpanStatusCode } from "@opentelemetry/api";
import { type InstrumentationScope, millisToHrTime } from "@opentelemetry/core";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";

/** What all parts have in common. */
export type PartsConfig = {
  resource: Resource;
  scope: InstrumentationScope;
  /** Characters of a text, at most. */
  maxText: number;
  /** Milliseconds from 1970 to the zero of performance.now(): see followClock. */
  epoch: number;
  onEnd: (span: ReadableSpan) => void;
};

const PREFIX = randomBytes(4).toString("hex");
let count = 0;

/** Unique in a trace, as it has to be. Random ones cost more than all else of a part. */
function nextSpanId(): string {
  count = (count + 1) % 2 ** 32 || 1; // an id of zeros only is no id
  return PREFIX + count.toString(16).padStart(8, "0");
}

const NONE: never[] = [];
const UNSET = { code: SpanStatusCode.UNSET };

/**
 * A part of a recorded request. A request has a dozen, and those of the SDK cost four times as much: they ask the sampler,
 * which has decided for the whole trace, check attributes twice, and have events, which could contain values.
 */
export class SpanPart implements Span, ReadableSpan {
  readonly attributes: Attributes = {};
  status = UNSET;
  readonly #context: SpanContext;
  readonly #start = performance.now();
  readonly #startedAt: number; // the time of day may be set meanwhile
  #ms = -1;

  constructor(
    private readonly config: PartsConfig,
    public name: string,
    readonly kind: ReadableSpan["kind"],
    readonly parentSpanContext: SpanContext,
  ) {
    const { traceId, traceFlags, traceState } = parentSpanContext;
    this.#context = { traceId, spanId: nextSpanId(), traceFlags, traceState };
    this.#startedAt = config.epoch + this.#start;
  }

  setAttribute(key: string, value: AttributeValue | undefined) {
    const { maxText } = this.config;
    if (value !== undefined && !this.ended)
      this.attributes[key] = typeof value === "string" ? value.slice(0, maxText) : value;
    return this;
  }

  setAttributes(attributes: Attributes) {
    for (const key in attributes) this.setAttribute(key, attributes[key]);
    return this;
  }

  /** A message of the status could contain values. */
  setStatus({ code }: { code: SpanStatusCode }) {
    if (!this.ended) this.status = { code };
    return this;
  }

  updateName(name: string) {
    if (!this.ended) this.name = name;
    return this;
  }

  end() {
    if (this.ended) return;
    this.#ms = performance.now() - this.#start;
    this.config.onEnd(this);
  }

  spanContext() {
    return this.#context;
  }
  isRecording() {
    return !this.ended;
  }
  get ended() {
    return this.#ms >= 0;
  }
  get startTime() {
    return millisToHrTime(this.#startedAt);
  }
  get endTime() {
    return millisToHrTime(this.#startedAt + this.#ms);
  }
  get duration() {
    return millisToHrTime(this.#ms);
  }
  get resource() {
    return this.config.resource;
  }
  get instrumentationScope() {
    return this.config.scope;
  }

  get events() {
    return NONE;
  }
  get links() {
    return NONE;
  }
  get droppedAttributesCount() {
    return 0;
  }
  get droppedEventsCount() {
    return 0;
  }
  get droppedLinksCount() {
    return 0;
  }
  addEvent() {
    return this;
  }
  addLink() {
    return this;
  }
  addLinks() {
    return this;
  }
  recordException() {}
}
