import { expect, test } from "vitest";
import type { Finding } from "../types";
import { countBySeverity, grouped, matches, NO_FILTER, sorted, topics } from "./grouping";

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id, code: "LOG001", name: "", category: "logging", area: "operation", severity: "error", status: "open", anchor: "scorer",
  where: [], flows: [], assumed: [], message: "", why: "", mend: "", question: "", sources: [], fixes: [], ...more,
});
const all = [
  finding("a"),
  finding("b", { severity: "warning", category: "alerting" }),
  finding("c", { severity: "warning" }),
  finding("d", { status: "waived" }),
  finding("e", { area: "data", category: "labels" }),
  finding("f", { severity: "warning", category: "alerting" }),
];

test("quiet findings and accepted ones are apart; an accepted one is never quiet", () => {
  const { open, quiet, waived } = sorted(all, (one) => one.id === "a" || one.id === "d");
  expect(open.map((one) => one.id)).toEqual(["b", "c", "e", "f"]);
  expect(quiet.map((one) => one.id)).toEqual(["a"]);
  expect(waived.map((one) => one.id)).toEqual(["d"]);
});

test("groups go by severity, then by category, and keep the order within", () => {
  const groups = grouped(all);
  expect(groups.map((one) => [one.severity, one.total])).toEqual([["error", 3], ["warning", 3]]);
  expect(groups[1]!.categories.map((one) => [one.category, one.findings.map(({ id }) => id)])).toEqual([["alerting", ["b", "f"]], ["logging", ["c"]]]);
});

test("the filter keeps severities and one area or category", () => {
  const kept = (filter: Partial<typeof NO_FILTER>) => all.filter((one) => matches(one, { ...NO_FILTER, ...filter })).map((one) => one.id);
  expect(kept({})).toHaveLength(all.length);
  expect(kept({ severities: ["warning"] })).toEqual(["b", "c", "f"]);
  expect(kept({ topic: "area:data" })).toEqual(["e"]);
  expect(kept({ topic: "category:alerting", severities: ["error", "warning"] })).toEqual(["b", "f"]);
});

test("counts and topics", () => {
  expect(countBySeverity(all)).toEqual({ error: 3, warning: 3, advice: 0 });
  expect(topics(all, ["data", "operation", "model"])).toEqual([
    { area: "data", categories: ["labels"] },
    { area: "operation", categories: ["alerting", "logging"] },
    { area: "model", categories: [] },
  ]);
});
