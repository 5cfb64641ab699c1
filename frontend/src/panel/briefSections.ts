import type { Brief, Property } from "../types";

/** The one place that says in which section, and in which order, the brief's fields stand; others come last. */
const ORDER: { title: string; fields: string[] }[] = [
  {
    title: "Problem and users",
    fields: ["problem", "users", "stakeholders", "value_statement", "why_ml", "non_ml_alternative", "baseline", "legacy", "antigoals"],
  },
  {
    title: "Decision and metrics",
    fields: ["decision", "ml_task", "business_metric", "ml_metric", "metric_link", "tradeoffs", "phase"],
  },
  {
    title: "Costs and harm",
    fields: ["cost_false_positive", "cost_false_negative", "harm", "affects_people", "max_cost_per_request"],
  },
  {
    title: "Load and latency",
    fields: [
      "serving_mode", "latency_p99_ms", "qps_avg", "qps_peak", "spiky", "rows_per_run", "growth_factor",
      "availability_target", "catalogue_size",
    ],
  },
  {
    title: "Data and labels",
    fields: [
      "label_delay", "proxy_label", "decision_blocks_outcome", "positive_rate", "temporal", "entities_known",
      "repeated_entities", "max_feature_age", "max_model_age", "training_window",
    ],
  },
];
const REST = "Governance and the rest";
export const MATURITIES = ["sketch", "design", "production"] as const;
export type Maturity = (typeof MATURITIES)[number];

export type Section = { title: string; properties: Property[] };

/** The brief's fields by section; maturity stands above them all and is in none. */
export function sections(brief: Property[]): Section[] {
  const byName = new Map(brief.map((one) => [one.name, one]));
  byName.delete("maturity");
  const found = ORDER.map(({ title, fields }) => ({ title, properties: take(byName, fields) }));
  return [...found, { title: REST, properties: [...byName.values()] }].filter((one) => one.properties.length > 0);
}

function take(byName: Map<string, Property>, fields: string[]): Property[] {
  return fields.flatMap((name) => {
    const property = byName.get(name);
    byName.delete(name);
    return property ? [property] : [];
  });
}

export function maturityOf(brief: Brief, fields: Property[]): Maturity {
  const said = brief.maturity ?? fields.find((one) => one.name === "maturity")?.assumed;
  return MATURITIES.find((one) => one === said) ?? "design";
}

/** Whether this maturity asks for the field; a field that names no maturity is asked by none. */
export function isAsked(property: Property, maturity: Maturity): boolean {
  return property.maturity !== undefined && MATURITIES.indexOf(property.maturity) <= MATURITIES.indexOf(maturity);
}

export function askedAndEmpty(brief: Brief, fields: Property[]): Property[] {
  const maturity = maturityOf(brief, fields);
  return fields.filter((one) => one.name !== "maturity" && isAsked(one, maturity) && brief[one.name] === undefined);
}
