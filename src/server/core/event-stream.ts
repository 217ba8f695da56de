import "server-only";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";

const isAsyncIterable = (value: unknown) =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/**
 * The output of a subscription: events with ids, each parsed by its schema like the output of any other procedure. A
 * client resumes by sending the last id (`lastEventId`).
 */
export const eventsOf = <Event extends z.ZodType>(event: Event) =>
  z
    .custom<AsyncIterable<TrackedEnvelope<z.input<Event>>>>(isAsyncIterable)
    .transform(async function* parseEvents(events): AsyncGenerator<TrackedEnvelope<z.output<Event>>, void> {
      for await (const [id, data] of events) yield tracked(id, event.parse(data));
    });
