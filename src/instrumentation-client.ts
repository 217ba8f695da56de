/**
 * Runs in the browser before hydration. Radix dialogs insert a style element that locks scrolling; it needs the page's
 * nonce, which get-nonce reads from this global.
 */
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });
