/** Sandboxes: temporary accounts with orders, to try requests with. */

/** How long a sandbox exists. */
export const SANDBOX_MINUTES = 15;
