/** The windows of time that administrators look at security events in. */

export const SECURITY_WINDOWS = [1, 7, 30, 180] as const;
export type SecurityWindow = (typeof SECURITY_WINDOWS)[number];

export const DEFAULT_SECURITY_WINDOW: SecurityWindow = 7;
