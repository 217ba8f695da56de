/**
 * Runs in the browser before anything else of ours. Dialogs keep the page behind from scrolling with a style of their
 * own, which needs the nonce of this page; their library looks for it under this name.
 */
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });
