/** The change stream: one numbered sequence of changes per user, for all topics. */
import { product } from "@/product";
import type { Scope } from "./token";

/** Topics, and the scope that a personal token needs to follow each; null where no personal token may. */
const SCOPE_BY_TOPIC = { ...product.topics, token: null } as const satisfies Record<string, Scope | null>;

export type Topic = keyof typeof SCOPE_BY_TOPIC;
export const TOPICS = Object.keys(SCOPE_BY_TOPIC) as [Topic, ...Topic[]];

/** A topic if it is in the list, and otherwise what the compiler shall say. */
export type KnownTopic<Name> = Name extends Topic ? Name : "Add this topic to topics in src/product.ts";

/** The scopes with which a personal token may follow at least one topic. */
export const STREAM_SCOPES: readonly Scope[] = Object.values(SCOPE_BY_TOPIC).filter((scope) => scope !== null);

/** The topics that a caller may follow. @param scopes of a personal token; null for a sign-in, which may follow all */
export function topicsFor(scopes: readonly Scope[] | null): Topic[] {
  if (scopes === null) return TOPICS;
  return TOPICS.filter((topic) => {
    const scope = SCOPE_BY_TOPIC[topic];
    return scope !== null && scopes.includes(scope);
  });
}
