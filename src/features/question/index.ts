/** The entry module: other features import from here only. */
export { QuestionSection } from "./question-section";
export { REPORT_LABELS } from "./report-labels";
