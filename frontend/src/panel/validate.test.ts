import { expect, test } from "vitest";
import type { Property } from "../types";
import { idProblem, isQuantity, listed, parse } from "./validate";

const typed = (type: Property["type"], text: string, unit?: string) => parse({ name: "p", label: "P", meaning: "", type, unit }, text);

test.each([
  ["number", "250", 250],
  ["number", " 2.5k ", 2500],
  ["number", "2.3k", 2300],
  ["number", "1M", 1_000_000],
  ["number", ".5", 0.5],
  ["integer", "3", 3],
  ["integer", "1.5k", 1500],
  ["percent", "99.9", 99.9],
  ["duration", "24h", "24h"],
  ["duration", "1.5 h", "1.5h"],
  ["list", "age, country,, age", ["age", "country"]],
  ["quantity", "a lot", "a lot"],
  ["text", "  one  ", "one"],
] as const)("%s %j is read as %j", (type, text, value) => {
  expect(typed(type, text)).toEqual({ value });
});

test.each(["number", "duration", "list", "text", "percent"] as const)("an emptied %s is not stated any more", (type) => {
  expect(typed(type, "  ")).toEqual({ value: undefined });
});

test.each([
  ["number", "many", "Not a number"],
  ["number", "-1", "Not a number"],
  ["number", "1e400", "Not a number"],
  ["integer", "1.5", "Not a whole number"],
  ["percent", "101", "from 0 to 100"],
  ["duration", "5", "Not a duration"],
  ["duration", "5 weeks", "Not a duration"],
  ["text", "x".repeat(10_001), "Too long"],
] as const)("%s %j is refused in words", (type, text, problem) => {
  expect(typed(type, text)).toEqual({ error: expect.stringContaining(problem) });
});

test("the unit may be typed, and a range in it is kept", () => {
  expect(typed("number", "40 ms", "ms")).toEqual({ value: 40 });
  expect(typed("percent", "99.9%", "%")).toEqual({ value: 99.9 });
  expect(typed("number", "0.02", "0 to 1")).toEqual({ value: 0.02 });
  expect(typed("number", "2", "0 to 1")).toEqual({ error: expect.stringContaining("from 0 to 1") });
});

test("an id is checked for its pattern, reserved words and others that have it", () => {
  const design = { components: [{ id: "scorer", kind: "other" }], zones: [{ id: "online" }], notes: [{ id: "n1", text: "" }] };
  expect(idProblem("scorer-2", "scorer", design)).toBe("");
  expect(idProblem("scorer", "scorer", design)).toBe("");
  expect(idProblem("Scorer", "scorer", design)).toContain("Not an id");
  expect(idProblem("x".repeat(65), "scorer", design)).toContain("Not an id");
  expect(idProblem("brief", "scorer", design)).toContain("reserved");
  expect(idProblem("online", "scorer", design)).toContain("taken");
  expect(idProblem("n1", "scorer", design)).toContain("taken");
});

test("lines are parted by line breaks alone", () => {
  expect(listed("precision, then recall\n\nspeed", /\n/)).toEqual(["precision, then recall", "speed"]);
});

test.each([["12 USD", true], ["2.1M USD/month", true], ["70 %", true], ["1,000 EUR", true], ["a lot", false], ["12USD", false]])(
  "the amount %j begins with a number: %j",
  (text, expected) => expect(isQuantity(text)).toBe(expected),
);
