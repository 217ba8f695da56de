import "server-only";

/** How the parts of a mail look: inline, since some mail programs drop style sheets, and in the dark by the style sheet. */
const STYLES = {
  page: "margin:0;padding:32px 16px;background:#faf8f4;color:#1c1a17;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif",
  column: "max-width:34rem;margin:0 auto;overflow-wrap:anywhere",
  preheader: "display:none;max-height:0;overflow:hidden",
  brand: "margin:0 0 24px;font-weight:600",
  text: "margin:0 0 16px",
  quiet: "margin:0 0 24px;font-size:14px;color:#645e55",
  button:
    "display:inline-block;margin:8px 0;padding:10px 20px;border-radius:8px;background:#4b41cf;color:#ffffff;font-weight:600;text-decoration:none",
  link: "color:#4b41cf",
  footer: "margin:32px 0 0;padding-top:16px;border-top:1px solid #e3ddd2;font-size:14px;color:#645e55",
} as const;
export type MailPart = keyof typeof STYLES;

export const mailStyle = (part: MailPart): string => STYLES[part];

const DARK: Partial<Record<MailPart, string>> = {
  page: "background:#14151a!important;color:#f0eee9!important",
  quiet: "color:#a9a69d!important",
  button: "background:#b0aaff!important;color:#14151a!important",
  link: "color:#b0aaff!important",
  footer: "color:#a9a69d!important;border-color:#2e323d!important",
};

const darkRules = Object.entries(DARK).map(([part, style]) => `.${part}{${style}}`);

export const MAIL_STYLES = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){${darkRules.join("")}}`;
