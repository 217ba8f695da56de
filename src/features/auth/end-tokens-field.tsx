import { CheckboxField } from "@/components/checkbox-field";

/** Beside a new password: whether what was created with the old one ends as well. */
export const EndTokensField = () => (
  <CheckboxField label="End my access tokens, too (for scripts and apps)" name="endTokens" />
);
