const TEXT = {
  title: "Your account is deleted",
  lead: "Thank you for having been here. If you ever want to come back, your e-mail address is free for a new account.",
};

/** What a customer sees who has just left for good. */
export function AccountDeletedNotice() {
  return (
    <section
      role="status"
      className="-mb-10 animate-rise rounded-2xl border border-accent bg-accent-soft px-6 py-5 sm:-mb-14 sm:px-8"
    >
      <p className="font-display text-2xl">{TEXT.title}</p>
      <p className="mt-1">{TEXT.lead}</p>
    </section>
  );
}
