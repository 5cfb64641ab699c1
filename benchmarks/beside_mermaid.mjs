// How many nodes, edges and subgraphs Mermaid itself finds in files: one line of JSON for each.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const dom = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = dom.window;
globalThis.document = dom.window.document;
for (const name of ["Element", "HTMLElement", "SVGElement", "Node", "DocumentFragment", "NodeFilter", "DOMParser"]) {
  globalThis[name] = dom.window[name];
}
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ maxTextSize: 1e8, maxEdges: 1e6 });
for (const file of process.argv.slice(2)) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
    const groups = new Set(db.getSubGraphs().map((one) => one.id));
    const nodes = [...db.getVertices().keys()].filter((one) => !groups.has(one));
    console.log(JSON.stringify({ file, boxes: nodes.length, arrows: db.getEdges().length }));
  } catch (error) {
    console.log(JSON.stringify({ file, refused: String(error.message).split("\n")[0] }));
  }
}
