import type { Component, Design, Flow } from "../src/types";
import { likelyFlow, vocabulary } from "../src/vocabulary";

const FRAUD: [string, string, string, string?][] = [
  ["checkout", "consumer_app", "Checkout"],
  ["payments", "event_stream", "Payments", "kafka"],
  ["history", "warehouse", "Card history", "snowflake"],
  ["checks", "data_validation", "Payment checks"],
  ["features", "feature_pipeline", "Card features", "spark"],
  ["store", "feature_store", "Feature store", "feast"],
  ["train", "training", "Fraud training"],
  ["gate", "evaluation", "Evaluation gate"],
  ["registry", "model_registry", "Registry", "mlflow"],
  ["scorer", "serving_endpoint", "Fraud scorer"],
  ["rules", "rules_engine", "Block rules"],
  ["logs", "log_store", "Prediction log"],
  ["disputes", "labelling", "Disputes"],
  ["join", "outcome_join", "Outcome join"],
  ["drift", "drift_monitor", "Drift monitor"],
  ["quality", "quality_monitor", "Quality monitor"],
  ["pager", "alerting", "On call"],
  ["review", "human_review", "Fraud analysts"],
  ["airflow", "orchestrator", "Airflow", "airflow"],
  ["code", "code_repo", "Repository"],
];
const FLOWS = `payments>checks checks>history history>features features>store store>scorer store>train train>gate gate>registry registry>scorer
checkout>scorer scorer>rules rules>checkout scorer>logs disputes>join logs>join join>train logs>drift logs>quality drift>pager quality>pager
rules>review review>disputes airflow>train code>airflow`;

/** A made-up design of n boxes: the first 20 tell a story, the rest is a grid. */
export function sample(n: number): Design {
  const known = FRAUD.slice(0, n).map(([id, kind, name, technology]): Component => ({ id: id === "review" ? "analysts" : id, kind, name, ...(technology && { technology }) }));
  const kinds = vocabulary.kinds.map((k) => k.kind);
  const rest = Array.from({ length: Math.max(0, n - 20) }, (_, i): Component => ({ id: `b${i}`, kind: kinds[i % kinds.length], name: `Box ${i}` }));
  const components = [...known, ...rest];
  const design = arranged({
    name: "Card fraud detection",
    brief: { maturity: "design", problem: "Fraudulent card payments cost 2.1 M USD a month." },
    zones: [],
    components,
    flows: [...story(components), ...chain(rest)],
    notes: [],
    waivers: [],
    layout: { boxes: {}, zones: {}, locked: [] },
  });
  return n === 20 ? furnished(design) : design;
}

function story(components: Component[]): Flow[] {
  const kindOf = new Map(components.map((c) => [c.id, c.kind]));
  return FLOWS.split(/\s+/).flatMap((pair): Flow[] => {
    const [from, to] = pair.split(">").map((id) => (id === "review" ? "analysts" : id));
    if (!kindOf.has(from) || !kindOf.has(to)) return [];
    const kind = likelyFlow(kindOf.get(from)!, kindOf.get(to)!) ?? "unspecified";
    return [{ id: `${from}>${to}:${kind}`, from, to, kind }];
  });
}

function chain(rest: Component[]): Flow[] {
  return rest.slice(1).flatMap((c, i): Flow[] => {
    const kind = likelyFlow(rest[i].kind, c.kind) ?? "unspecified";
    return i % 7 === 6 ? [] : [{ id: `${rest[i].id}>${c.id}:${kind}`, from: rest[i].id, to: c.id, kind }];
  });
}

function furnished(design: Design): Design {
  const zone = "online";
  const members = ["checkout", "scorer", "rules"];
  const at = members.map((id) => design.layout.boxes[id]);
  const [x, y] = [Math.min(...at.map((p) => p[0])) - 20, Math.min(...at.map((p) => p[1])) - 38];
  const size: [number, number] = [Math.max(...at.map((p) => p[0])) - x + 204, Math.max(...at.map((p) => p[1])) - y + 80];
  const extra: Flow = { id: "store>scorer:metadata", from: "store", to: "scorer", kind: "metadata" };
  return {
    ...design,
    zones: [{ id: zone, name: "Online", kind: "environment" }],
    components: design.components.map((c) => (members.includes(c.id) ? { ...c, zone } : c.id === "drift" ? { ...c, status: "later" } : c)),
    flows: [...design.flows, extra, { ...extra, id: "scorer>store:logs", from: "scorer", to: "store", kind: "logs" }],
    notes: [{ id: "note", text: "Ask the issuer about their limits.", about: "scorer" }],
    layout: { ...design.layout, boxes: { ...design.layout.boxes, note: [x + size[0] + 40, y] }, zones: { [zone]: { at: [x, y], size } } },
  };
}

const ROWS: string[][] = [
  ["disputes", "join", "", "", "logs", "quality"],
  ["payments", "", "", "airflow", "", "drift", "pager"],
  ["checks", "history", "", "train", "gate", "registry"],
  ["", "", "features", "store", "", ""],
  ["analysts", "", "", "checkout", "scorer", "rules"],
  ["code"],
];

/** Places in a grid: the stand-in for Python's automatic layout. */
export function arranged(design: Design): Design {
  const boxes = Object.fromEntries(
    design.components.map((c, i): [string, [number, number]] => {
      const row = ROWS.findIndex((ids) => ids.includes(c.id));
      const columns = Math.max(8, Math.round(Math.sqrt(design.components.length)));
      return [c.id, row >= 0 ? [ROWS[row].indexOf(c.id) * 268, row * 120] : [(i % columns) * 268, (6 + Math.floor(i / columns)) * 120]];
    }),
  );
  return { ...design, layout: { ...design.layout, boxes: { ...design.layout.boxes, ...boxes } } };
}
