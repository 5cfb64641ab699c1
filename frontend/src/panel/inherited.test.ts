import { expect, test } from "vitest";
import type { Component, Property } from "../types";
import { origin } from "./format";
import { inherited } from "./inherited";

const property = (name: string, more: Partial<Property> = {}): Property => ({ name, label: name, type: "text", meaning: "", ...more });
const technology = (id: string, name: string, sets: Record<string, string | boolean>) => ({ id, name, kinds: [], sets, does_not: "" });
const words = {
  technologies: [technology("kubernetes", "Kubernetes", { health_check: true }), technology("fastapi", "FastAPI", { health_check: false, team: "web" })],
  kinds: [{ kind: "serving_endpoint", label: "", stage: "", meaning: "", properties: [property("replicas", { type: "integer", assumed: 1 }), property("max_replicas")] }],
  common: [property("owner"), property("team")],
};
const design = {
  zones: [{ id: "cloud", name: "Cloud", external: true, team: "platform" }, { id: "online", parent: "cloud", team: "serving" }],
};
const box = (stated: Partial<Component> = {}): Component => ({ id: "scorer", kind: "serving_endpoint", ...stated });
const found = (stated: Partial<Component>, name: string, more: Partial<Property> = {}) => inherited(box(stated), property(name, more), design, words);

test("a stated value wins over all, also where it is no or equals the default", () => {
  expect(found({ health_check: false, technology: "kubernetes" }, "health_check")).toEqual({ origin: "stated", value: false });
  expect(found({ replicas: 1 }, "replicas", { assumed: 1 })).toEqual({ origin: "stated", value: 1 });
});

test("the first technology that sets the property wins, written by id or by name", () => {
  expect(found({ technology: ["our own", "fastapi", "kubernetes"] }, "health_check")).toEqual({ origin: "technology", value: false, from: "FastAPI" });
  expect(found({ technology: "Kubernetes" }, "health_check")).toMatchObject({ origin: "technology", value: true });
});

test("team and external come from the zone or the zone around it, nothing else does", () => {
  expect(found({ zone: "online" }, "team")).toEqual({ origin: "zone", value: "serving", from: "online" });
  expect(found({ zone: "online" }, "external")).toEqual({ origin: "zone", value: true, from: "Cloud" });
  expect(found({ zone: "online" }, "name")).toEqual({ origin: "missing" });
  expect(found({ zone: "online", technology: "fastapi" }, "team")).toMatchObject({ origin: "technology", value: "web" });
});

test("the team is the owner, and the most replicas are the replicas, where nothing else is known", () => {
  expect(found({ owner: "risk" }, "team")).toEqual({ origin: "default", value: "risk" });
  expect(found({ owner: "risk", zone: "online" }, "team")).toMatchObject({ origin: "zone" });
  expect(found({}, "max_replicas")).toEqual({ origin: "default", value: 1 });
  expect(found({ replicas: 4 }, "max_replicas")).toEqual({ origin: "default", value: 4 });
});

test("then the default of the kind, and last nothing", () => {
  expect(found({}, "replicas", { assumed: 1 })).toEqual({ origin: "default", value: 1 });
  expect(found({}, "health_check")).toEqual({ origin: "missing" });
});

test("an inherited value is told with its origin", () => {
  expect(origin({ origin: "technology", value: true, from: "Feast" })).toBe("from Feast");
  expect(origin({ origin: "default", value: 1 })).toBe("assumed");
  expect(origin({ origin: "missing" })).toBe("");
});

test("a technology counts only for what this kind's property can be", () => {
  const glue = { ...words, technologies: [technology("glue", "Glue", { mode: "batch", tracks: "data", online: "yes" })] };
  const value = (name: string, more: Partial<Property>) => inherited(box({ technology: "glue" }), property(name, more), design, glue).origin;
  expect(value("mode", { type: "choice", choices: ["batch", "stream"] })).toBe("technology");
  expect(value("mode", { type: "choice", choices: ["pull", "push"] })).toBe("missing");
  expect(value("tracks", { type: "set", choices: ["prompts"] })).toBe("missing");
  expect(value("online", { type: "bool" })).toBe("missing");
});
