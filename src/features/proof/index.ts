/** Entry module of proofs that it's the user. */
export { ProofPrompt } from "./proof-prompt";
