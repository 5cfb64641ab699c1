import type { CanvasData, Component, Design, Finding, Flow } from "../src/types";

export const box = (id: string, kind = "other", more: object = {}): Component => ({ id, kind, ...more });
export const flow = (from: string, to: string, kind = "batch_data", more: object = {}): Flow => ({ id: `${from}>${to}:${kind}`, from, to, kind, ...more });

export function design(components: Component[] = [], flows: Flow[] = [], more: Partial<Design> = {}): Design {
  const boxes = Object.fromEntries(components.map((c, i): [string, [number, number]] => [c.id, [i * 300, 0]]));
  return { name: "Test", brief: {}, zones: [], components, flows, notes: [], waivers: [], layout: { boxes, zones: {}, locked: [] }, ...more };
}

export function data(of: Design, more: Partial<CanvasData> = {}): CanvasData {
  return structuredClone({
    epoch: "e1",
    key: "k1",
    rev: 1,
    docRev: 1,
    design: of,
    ack: {},
    saved: true,
    canUndo: false,
    canRedo: false,
    findings: [],
    notStated: [],
    failedRules: [],
    score: { overall: 1, areas: {}, waived: 0, not_stated: 0 },
    ghosts: null,
    clip: null,
    notice: null,
    renamed: [],
    text: null,
    ask: null,
    review: null,
    line: null,
    today: "2026-11-23",
    ...more,
  });
}

export function finding(anchor: string, more: Partial<Finding> = {}): Finding {
  return {
    id: `LOG001@${anchor}`,
    code: "LOG001",
    name: "predictions-not-logged",
    category: "logging",
    area: "Monitoring",
    severity: "error",
    status: "open",
    anchor,
    where: [],
    flows: [],
    assumed: [],
    message: "Predictions are not logged.",
    why: "",
    mend: "",
    question: "",
    sources: [],
    fixes: [],
    ...more,
  };
}
