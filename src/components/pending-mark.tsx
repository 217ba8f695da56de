/** Marks a navigation that waits for its page: see globals.css. It is hidden, so that nothing around it moves. */
export const PENDING_MARK = <span hidden data-pending />;
