/** Marks a navigation that waits for its page: see globals.css. It is hidden, so that nothing around it moves. */
export function PendingMark({ pending }: { pending: boolean }) {
  return pending && <span hidden data-pending />;
}
