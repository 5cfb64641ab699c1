import { expect, test } from "vitest";
import type { Design, Property } from "../types";
import { vocabulary } from "../vocabulary";
import { askedAndEmpty, maturityOf, sections } from "./briefSections";
import { monthsLater } from "./dates";
import { stakeholders } from "./fields/StakeholdersField";
import { categoryTitle, flowKindsFor, formOf } from "./forms";
import { shown } from "./format";
import { deletionOf } from "./ManyForm";
import { namesOf } from "./names";
import { lowestAreas, points, shownAreas } from "./score";
import { findTechnology, suggested, technologyId } from "./technologies";
import { waiverProblems } from "./WaiverForm";
import { possibleParents } from "./ZoneForm";

test.each([["2026-11-23", "2027-02-23"], ["2026-11-30", "2027-02-28"], ["2027-11-30", "2028-02-29"], ["2026-12-31", "2027-03-31"]])(
  "three months after %s is %s",
  (day, later) => expect(monthsLater(day, 3)).toBe(later),
);

test("a category is a heading as people write it", () => {
  expect(["cicd", "data_quality"].map(categoryTitle)).toEqual(["CI/CD", "Data quality"]);
});

test("only a full score shows as 100, and the lowest areas are named", () => {
  expect([points(0.996), points(1), points(0.29), points(0)]).toEqual([99, 100, 29, 0]);
  const thousandths = Array.from({ length: 1001 }, (_, i) => i);
  expect(thousandths.map((one) => points(one / 1000))).toEqual(thousandths.map((one) => Math.trunc(one / 10)));
  const score = { overall: 0.4, areas: { problem: 0.4, data: null, model: 0.4 }, waived: 0, not_stated: 0 };
  expect(lowestAreas(score)).toEqual(["problem", "model"]);
  expect(lowestAreas({ ...score, overall: null, areas: { data: null } })).toEqual([]);
  expect(shownAreas(score, ["problem", "data", "model", "generation"]).map((one) => one.area)).toEqual(["problem", "data", "model"]);
});

test("every field of the brief stands in exactly one section, but maturity above them", () => {
  const placed = sections(vocabulary.brief).flatMap((one) => one.properties.map(({ name }) => name));
  const all = vocabulary.brief.map((one) => one.name).filter((name) => name !== "maturity");
  expect([...placed].sort()).toEqual([...all].sort());
});

test("an unknown field comes last, and sections without fields are left out", () => {
  const field: Property = { name: "brand_new", label: "", type: "text", meaning: "" };
  expect(sections([field])).toEqual([{ title: "Governance and the rest", properties: [field] }]);
});

test("the maturity decides which empty fields are asked for", () => {
  const field = (name: string, maturity?: Property["maturity"]): Property => ({ name, label: name, type: "text", meaning: "", maturity });
  const fields = [field("problem", "sketch"), field("qps_peak", "design"), field("owner", "production"), field("notes")];
  const asked = (brief: Record<string, string>) => askedAndEmpty(brief, fields).map((one) => one.name);
  expect(asked({ maturity: "sketch" })).toEqual(["problem"]);
  expect(asked({ maturity: "production", problem: "fraud" })).toEqual(["qps_peak", "owner"]);
  expect(maturityOf({}, [])).toBe("design");
});

test("every kind's form has all its properties once, and none of its head", () => {
  for (const { kind, properties } of vocabulary.kinds) {
    const { main, more } = formOf(kind);
    const names = [...main, ...more].map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    for (const one of properties.filter(({ name }) => name !== "name")) expect(names).toContain(one.name);
    expect(names).not.toContain("technology");
  }
});

test("flow kinds that are legal for a pair come first, the likely one at the top", () => {
  const { usual, unusual } = flowKindsFor("feature_store", "serving_endpoint");
  expect(usual[0]!.kind).toBe(vocabulary.likely.feature_store!.serving_endpoint);
  expect(usual.length + unusual.length).toBe(vocabulary.flows.length);
  expect(unusual.map((one) => one.kind)).not.toContain("unspecified");
});

test("names of anchors", () => {
  const design = {
    zones: [{ id: "online", name: "Online" }], notes: [], components: [{ id: "a", kind: "training", name: "Nightly" }, { id: "b", kind: "nope" }],
    flows: [{ id: "a>b:logs", from: "a", to: "b", kind: "logs" }],
  } as unknown as Design;
  const names = namesOf(design);
  expect([names("a"), names("b"), names("online"), names("design"), names("gone")]).toEqual(["Nightly", "nope (b)", "Online", "Whole design", "gone"]);
  expect(names("a>b:logs")).toMatch(/^Nightly → nope \(b\) \(/);
  expect(names("brief.latency_p99_ms")).toMatch(/^Brief: latency/);
});

const tech = (id: string, name: string, kinds: string[]) => ({ id, name, kinds, sets: {}, does_not: "" });
const catalogue = [tech("aws_glue", "AWS Glue", ["ingestion_job"]), tech("kafka", "Apache Kafka", ["event_stream"]), tech("feast", "Feast", ["feature_store"])];

test("technologies are found as people write them; free text stays", () => {
  expect(findTechnology("apache-kafka", catalogue)?.id).toBe("kafka");
  expect(technologyId(" AWS glue ", catalogue)).toBe("aws_glue");
  expect(technologyId(" our own ", catalogue)).toBe("our own");
  expect(technologyId("", catalogue)).toBe("");
});

test("suggestions that fit come first; others only when something was typed", () => {
  expect(suggested("", "feature_store", [], catalogue).map((one) => one.id)).toEqual(["feast"]);
  expect(suggested("a", "feature_store", [], catalogue).map((one) => one.id)).toEqual(["feast", "aws_glue", "kafka"]);
  expect(suggested("feast", "feature_store", ["feast"], catalogue)).toEqual([]);
});

test("a waiver needs a reason, an owner and a day that is not past", () => {
  expect(Object.keys(waiverProblems({ reason: " ", owner: "", until: "" }, "2026-11-23"))).toEqual(["reason", "owner", "until"]);
  expect(waiverProblems({ reason: "r", owner: "o", until: "2026-11-22" }, "2026-11-23").until).toContain("past");
  expect(waiverProblems({ reason: "r", owner: "o", until: "2026-11-23" }, "2026-11-23")).toEqual({});
});

test("stakeholders without role and concern are left out", () => {
  expect(stakeholders([{ role: " risk ", concern: "" }, { role: "", concern: " " }])).toEqual([{ role: "risk" }]);
  expect(stakeholders([{ role: "", concern: "" }])).toBeUndefined();
});

test("several elements are deleted in one step, zones by their own edit", () => {
  const design = { zones: [{ id: "z" }] } as unknown as Design;
  expect(deletionOf(["a", "b"], design)).toEqual({ op: "delete", ids: ["a", "b"] });
  expect(deletionOf(["z"], design)).toEqual({ op: "delete_zone", id: "z" });
  expect(deletionOf(["a", "z"], design)).toMatchObject({ op: "batch", edits: [{ op: "delete", ids: ["a"] }, { op: "delete_zone", id: "z" }] });
});

test("a zone goes into a top zone only, and not at all once it holds one", () => {
  const zones = [{ id: "a" }, { id: "b", parent: "a" }, { id: "c" }];
  expect(possibleParents(zones[2]!, { zones }).map((one) => one.id)).toEqual(["a"]);
  expect(possibleParents(zones[0]!, { zones })).toEqual([]);
});

test("values are shown as people read them", () => {
  expect(shown(true)).toBe("yes");
  expect(shown(["nulls", "range"])).toBe("nulls, range");
  expect(shown({ level: "high", text: "jobs" })).toBe("level: high, text: jobs");
  expect(shown(undefined)).toBe("");
});
