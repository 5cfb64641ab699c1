import { count } from "../panel/format";
import type { Estimate, LineData, ReviewResult, ServerData } from "../types";

const number = (value: number): string => value.toLocaleString("en");
const dollars = (cost: number | null): string => (cost === null ? "" : `, ${cost < 0.01 ? "less than 0.01" : cost.toFixed(2)} USD`);

/** Where what is sent ends up. */
export function whereTo({ isLocal, isReadable }: ServerData): string {
  if (isLocal) return "on this machine";
  return isReadable ? "others on the way can read it" : "outside of this machine";
}

export const expected = ({ sent, answered, cost }: Estimate): string =>
  `About ${number(sent)} tokens there, at most ${number(answered)} back${cost === null ? "" : `, at most ${cost.toFixed(2)} USD`} for a call.`;

export function spentSoFar({ spent, server }: LineData): string {
  const used = `${number(spent.tokens)} of ${number(spent.cap)} tokens used in this session${dollars(spent.cost)}.`;
  const isUnknown = spent.tokens > 0 && spent.cost === null && server !== null && !server.isLocal;
  return isUnknown ? `${used} What they cost is not known: the server names no cost, and no price is configured.` : used;
}

/** Where no finding is shown: a model that said nothing is not one of which nothing is left. */
export const nothing = ({ findings, folded }: ReviewResult): string =>
  findings.length + folded.length === 0 ? "The model has nothing to add" : "The model found nothing that holds";

/** What a review took; one that asked nothing says so. */
export function took({ runs, cached, tokens, uncounted, seconds, cost, model, host }: ReviewResult): string {
  const by = `${model} at ${host}, ${count(runs, "run")}`;
  if (cached >= runs) return `${by}: remembered, nothing was sent.`;
  return `${by}: ${uncounted > 0 ? "tokens not counted by the server" : `${number(tokens)} tokens`}, ${seconds} s${dollars(cost)}.`;
}
