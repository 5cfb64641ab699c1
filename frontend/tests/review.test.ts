import { describe, expect, it } from "vitest";
import { expected, nothing, spentSoFar, took, whereTo } from "../src/review/words";
import type { LineData, ReviewResult } from "../src/types";

const RESULT: ReviewResult = { findings: [], folded: [], runs: 1, cached: 0, model: "m", host: "h", tokens: 1234, uncounted: 0, seconds: 2.5, cost: null, isOld: false };

describe("what a review took", () => {
  it("counts tokens, seconds and cost where they are known", () => {
    expect(took(RESULT)).toBe("m at h, 1 run: 1,234 tokens, 2.5 s.");
    expect(took({ ...RESULT, runs: 2, cost: 0.123 })).toBe("m at h, 2 runs: 1,234 tokens, 2.5 s, 0.12 USD.");
    expect(took({ ...RESULT, cost: 0.0004 })).toContain("less than 0.01 USD");
  });
  it("says when nothing was sent, and when nobody counted", () => {
    expect(took({ ...RESULT, cached: 1, tokens: 0 })).toBe("m at h, 1 run: remembered, nothing was sent.");
    expect(took({ ...RESULT, uncounted: 1, tokens: 0 })).toContain("tokens not counted by the server");
  });
});

describe("a review without findings", () => {
  it("tells nothing said from nothing left", () => {
    expect(nothing(RESULT)).toBe("The model has nothing to add");
    expect(nothing({ ...RESULT, folded: [{ text: "x", reason: "y" }] })).toBe("The model found nothing that holds");
  });
});

describe("before anything is sent", () => {
  it("names a price only where one is known", () => {
    expect(expected({ sent: 1900, answered: 4000, cost: null })).toBe("About 1,900 tokens there, at most 4,000 back for a call.");
    expect(expected({ sent: 1900, answered: 4000, cost: 0.5 })).toContain("at most 0.50 USD");
  });
  it("says where it goes", () => {
    const server = { model: "m", host: "h", isLocal: false, isReadable: false };
    expect(whereTo({ ...server, isLocal: true })).toBe("on this machine");
    expect(whereTo(server)).toBe("outside of this machine");
    expect(whereTo({ ...server, isReadable: true })).toContain("others on the way can read it");
  });
  it("says what the session has used of its cap", () => {
    const line: LineData = { server: null, chosen: null, named: "", consent: null, running: null, failure: null, spent: { tokens: 2000, cap: 200000, cost: null, uncounted: 0 } };
    expect(spentSoFar(line)).toBe("2,000 of 200,000 tokens used in this session.");
    const server = { model: "m", host: "h", isLocal: false, isReadable: false };
    expect(spentSoFar({ ...line, server })).toContain("What they cost is not known");
    expect(spentSoFar({ ...line, server: { ...server, isLocal: true } })).not.toContain("cost");
    expect(spentSoFar({ ...line, server, spent: { ...line.spent, cost: 0.5 } })).toContain("session, 0.50 USD.");
  });
});
