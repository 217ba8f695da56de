import "server-only";
import { singleton } from "@/server/platform/singleton";

/** Users in one message, at most: PostgreSQL takes 8,000 bytes. */
const MAX_USERS = 100;

/** Identifies the messages of this process. */
const sender = () => singleton("changes-sender", () => crypto.randomUUID());

/** Messages that name these users: the sender and the ids, separated by spaces. */
export function toMessages(userIds: readonly string[]): string[] {
  const messages: string[] = [];
  for (let start = 0; start < userIds.length; start += MAX_USERS) {
    messages.push([sender(), ...userIds.slice(start, start + MAX_USERS)].join(" "));
  }
  return messages;
}

/**
 * The users that a message names; none for a message of this process, whose subscribers were notified directly. Triggers
 * of earlier versions send one id alone.
 */
export function usersOf(message: string): string[] {
  const [first = "", ...userIds] = message.split(" ");
  if (userIds.length === 0) return [first];
  return first === sender() ? [] : userIds;
}
