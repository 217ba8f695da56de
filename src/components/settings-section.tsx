import type { ReactNode, Ref } from "react";

type Props = {
  /** Also the target of links to the section. */
  id: string;
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Makes the heading focusable, for actions whose button disappears. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
};

/** One section of the settings: title, explanation and actions at the left, the control at the right; stacked on phones. */
export function SettingsSection({ id, title, lead, actions, headingRef, children }: Props) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-12 gap-y-5 border-line border-t py-10 last:pb-0 lg:grid-cols-[18rem_minmax(0,1fr)]"
    >
      <header className="grid justify-items-start gap-4 lg:self-start">
        <div>
          <h2
            id={`${id}-title`}
            ref={headingRef}
            tabIndex={headingRef ? -1 : undefined}
            className="font-semibold text-lg outline-none"
          >
            {title}
          </h2>
          {lead && <p className="mt-1 text-muted text-sm">{lead}</p>}
        </div>
        {actions}
      </header>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
