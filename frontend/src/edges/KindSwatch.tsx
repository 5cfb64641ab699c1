import { flowLook } from "../tokens";

/** A short piece of the line that a flow kind is drawn with. */
export function KindSwatch({ kind }: { kind: string }) {
  const look = flowLook(kind);
  return (
    <svg className="sk-swatch" data-flow={kind} width="30" height="10" viewBox="0 0 30 10" aria-hidden="true">
      <path d="M1 5H23" strokeWidth={look.width} strokeDasharray={look.dash || undefined} />
      <path className="sk-swatch-head" d="M29 5L22 1.5V8.5Z" />
    </svg>
  );
}
