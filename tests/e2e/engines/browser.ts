/** What the story needs of a browser that Playwright does not drive. Elements are found by XPath, which both libraries have. */
export type OtherBrowser = {
  open: (url: string) => Promise<void>;
  back: () => Promise<void>;
  /** Waits for a visible element and clicks it. */
  click: (xpath: string) => Promise<void>;
  /** Waits for a field and types into it. */
  type: (xpath: string, text: string) => Promise<void>;
  /** The value of an expression in the page. */
  evaluate: (expression: string) => Promise<unknown>;
  close: () => Promise<void>;
};
