/** A collector of traces: an endpoint that speaks OTLP over HTTP with Protocol Buffers, as real ones do. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type CollectedSpan = {
  traceId: string;
  spanId: string;
  parentId: string;
  name: string;
  /** 2 for a server, 3 for a client. */
  kind: number;
  attributes: Record<string, string | number | boolean>;
  /** Trace ids of linked traces. */
  links: string[];
  /** 2 for an error. */
  status: number;
  /** Since 1970. */
  startNanoseconds: bigint;
  nanoseconds: number;
  traceState: string;
  flags: number;
};

/** The fields of an encoded message, by number (https://protobuf.dev/programming-guides/encoding). */
function fieldsOf(bytes: Buffer) {
  const fields: { number: number; value: Buffer; int: bigint }[] = [];
  let at = 0;
  function varint() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
  while (at < bytes.length) {
    const tag = Number(varint());
    const wire = tag & 7;
    let int = wire === 0 ? varint() : 0n;
    const length = wire === 2 ? Number(varint()) : { 1: 8, 5: 4 }[wire];
    const value = bytes.subarray(at, at + (length ?? 0));
    if (wire === 1) int = value.readBigUInt64LE();
    if (wire === 5) int = BigInt(value.readUInt32LE());
    at += length ?? 0;
    fields.push({ number: tag >> 3, value, int });
  }
  return {
    all: (number: number) => fields.filter((it) => it.number === number).map((it) => it.value),
    bytes: (number: number) => fields.find((it) => it.number === number)?.value ?? Buffer.alloc(0),
    int: (number: number) => fields.find((it) => it.number === number)?.int ?? 0n,
    has: (number: number) => fields.some((it) => it.number === number),
  };
}

function toAttributes(pairs: Buffer[]): CollectedSpan["attributes"] {
  return Object.fromEntries(
    pairs.map((pair) => {
      const { bytes } = fieldsOf(pair);
      const value = fieldsOf(bytes(2));
      return [bytes(1).toString(), value.has(1) ? value.bytes(1).toString() : Number(value.int(value.has(2) ? 2 : 3))];
    }),
  );
}

function toSpan(encoded: Buffer): CollectedSpan {
  const span = fieldsOf(encoded);
  return {
    traceId: span.bytes(1).toString("hex"),
    spanId: span.bytes(2).toString("hex"),
    parentId: span.bytes(4).toString("hex"),
    name: span.bytes(5).toString(),
    kind: Number(span.int(6)),
    attributes: toAttributes(span.all(9)),
    links: span.all(13).map((link) => fieldsOf(link).bytes(1).toString("hex")),
    status: Number(fieldsOf(span.bytes(15)).int(3)),
    startNanoseconds: span.int(7),
    nanoseconds: Number(span.int(8) - span.int(7)),
    traceState: span.bytes(3).toString(),
    flags: Number(span.int(16)),
  };
}

/** Decodes an ExportTraceServiceRequest. */
export function decodeTraces(body: Buffer) {
  const ofResources = fieldsOf(body).all(1).map(fieldsOf);
  const scopes = ofResources.flatMap(({ all }) => all(2)).map(fieldsOf);
  return {
    resources: ofResources.map(({ bytes }) => toAttributes(fieldsOf(bytes(1)).all(1))),
    scopes: scopes.map(({ bytes }) => fieldsOf(bytes(1)).bytes(1).toString()),
    spans: scopes.flatMap(({ all }) => all(2)).map(toSpan),
  };
}

/** Starts a collector on any free port. @param answer the status of its responses */
export async function startCollector(answer = () => 200) {
  const spans: CollectedSpan[] = [];
  const bodies: Buffer[] = [];
  const resources: CollectedSpan["attributes"][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const status = answer();
    if (status === 200 && request.url === "/v1/traces") {
      bodies.push(body);
      const traces = decodeTraces(body);
      resources.push(...traces.resources);
      spans.push(...traces.spans);
    }
    response.writeHead(request.url === "/v1/traces" ? status : 404).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resources,
    /** Everything that was received, to be searched. */
    text: () => Buffer.concat(bodies).toString("latin1"),
    ofTrace: (traceId: string | undefined) => spans.filter((span) => span.traceId === traceId),
    stop: () => server.close(),
  };
}

/** The names of a span and of its parts, in their order: `["GET", ["guard"], ["order.list", ["SELECT orders"]]]`. */
export type Tree = [name: string, ...parts: Tree[]];

export function treeOf(spans: CollectedSpan[], root: CollectedSpan | undefined): Tree {
  if (!root) throw new Error("The trace has no such span.");
  return [root.name, ...spans.filter(({ parentId }) => parentId === root.spanId).map((part) => treeOf(spans, part))];
}
