/** When events become an alert. */

/** The time that is looked at, in milliseconds. Whole hours of refusals are counted together, so that it may be up to twice as long. */
export const ALERT_WINDOW_MS = 3_600_000;

/** From how many on, in that time. Of one kind, an account or address has one alert an hour. */
export const THRESHOLDS = {
  /** Failed sign-ins to one account. */
  "alert.failed-sign-ins": 20,
  /** Accounts whose sign-in failed, from one network address: a school has one address, too. */
  "alert.many-accounts": 10,
  /** Requests of one user for rows that are missing or another user's. */
  "alert.foreign-data": 30,
} as const;
