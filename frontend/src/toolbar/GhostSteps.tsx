import { count, joined } from "../panel/format";
import type { Ghosts } from "../types";

/** Fixes of several findings: what each one is, and what they add up to. */
export function GhostSteps({ ghosts: { steps, components, flows, removed, changed } }: { ghosts: Ghosts }) {
  const all = [
    components.length ? `adds ${count(components.length, "box", "boxes")}` : "",
    flows.length ? `adds ${count(flows.length, "flow")}` : "",
    removed.length ? `takes ${removed.length} away` : "",
    changed.length ? `sets ${count(changed.length, "value")}` : "",
  ];
  return (
    <>
      <ul className="sk-ghost-steps" aria-label="What will be done" tabIndex={0}>
        {steps.map(({ finding, title }) => (
          <li key={finding}>
            <span>{title}</span>
            <code>{finding.split("@")[0]}</code>
          </li>
        ))}
      </ul>
      <span>Together: {joined(all)}. One undo takes it all back.</span>
    </>
  );
}
